import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pWaitFor from "p-wait-for";
import { mendBackend } from "./driver/backend";
import { acquireLock, type Holder } from "./driver/lock";
import { KeptRehearsal } from "./driver/rehearsals";
import { UnchangedLayers } from "./driver/unchanged";
import { Layer } from "./driver/layer";
import { loadGraph } from "./driver/layers";
import type { LayerReport } from "./driver/report";
import type { Target } from "./driver/target";
import { makeFixture, type Fixture } from "./testing/fixture";
import { runCourier } from "../local/delivery/courier";
import type { Handover } from "../local/delivery/destination";
import { running, startBackground, stopBackground } from "../local/emulator/background";
import { damagedMemory, readMark } from "../local/emulator/memory";
import { layoutOf } from "../local/emulator/layout";
import { writeJson } from "../local/shared/json";
import { nodeBinary, repositoryRoot } from "../local/shared/paths";
import { damages } from "../local/shared/testing/damages";
import { readCheckpoint } from "../local/streams/checkpoint";
import { lacksMappings, type StreamMapping } from "../local/streams/mapping";
import { runPoller } from "../local/streams/poller";

type Damage = (file: string) => void;

/** What a damaged file does to who reads it, by the source file that reads it. Each is to go on, and to name the file. */
const READERS: Readonly<Record<string, (directory: string, damage: Damage) => unknown>> = {
    "cli/driver/lock.ts": (directory, damage) => {
        const file = join(directory, "dev.json");
        const lock = acquireLock(directory, "dev", "up dev");
        damage(file);
        const other = acquireLock(directory, "dev", "destroy dev");
        lock.release();
        assert.equal((JSON.parse(readFileSync(file, "utf8")) as Holder).command, "destroy dev");
        other.release();
        return file;
    },
    "cli/driver/rehearsals.ts": async (directory, damage) => {
        const fixture = makeFixture({ base: {} });
        try {
            const target = targetOf(fixture, join(directory, "states"));
            await target.layer("base").create();
            const [kept, file] = [
                await KeptRehearsal.of("commit", [], directory),
                "backend/.pulumi/stacks/platform-base/dev.json",
            ];
            await kept.keep(target, ["base"]);
            const [folder] = readdirSync(directory).filter((name) => name.startsWith("commit-"));
            damage(join(directory, folder, file));
            assert.equal(await kept.find(), undefined);
            assert.deepEqual(readdirSync(directory), ["states"]);
            await kept.keep(target, ["base"]);
            assert.ok((await kept.find())?.states.has("base"), "it is made anew");
        } finally {
            fixture.remove();
        }
    },
    "cli/driver/unchanged.ts": async (directory, damage) => {
        const fixture = makeFixture({ base: {} });
        try {
            const target = targetOf(fixture, directory);
            const unchanged = await UnchangedLayers.of(target);
            const report = { layer: "base", diagnostics: [] } as unknown as LayerReport;
            unchanged!.remember(report);
            assert.equal(unchanged!.find("base")?.status, "unchanged");
            const file = join(directory, "layers", "base.json");
            damage(file);
            assert.equal(unchanged!.find("base"), undefined);
            return file;
        } finally {
            fixture.remove();
        }
    },
    "cli/driver/backend.ts": (directory, damage) => {
        const told: string[] = [];
        const pulumi = join(directory, ".pulumi");
        const state = join(pulumi, "stacks", "platform-data", "local.json");
        const [lock, meta] = [join(pulumi, "locks", "a", "lock.json"), join(pulumi, "meta.yaml")];
        const history = join(pulumi, "history", "platform-data", "local", "local-1.checkpoint.json");
        const content = (of: string) => ({ version: 3, checkpoint: { stack: "organization/platform-data/local", of } });
        writeJson(`${state}.bak`, content("step"));
        writeJson(history, content("operation"));
        writeJson(state, content("now"));
        writeJson(lock, { pid: process.pid, hostname: hostname() });
        writeFileSync(meta, "version: 1\n");
        assert.equal(
            mendBackend(directory, (message) => told.push(message)),
            false,
        );
        assert.deepEqual([existsSync(lock), told], [true, []]);
        for (const file of [state, lock, meta]) damage(file);
        assert.equal(
            mendBackend(directory, (message) => told.push(message)),
            true,
        );
        assert.deepEqual(JSON.parse(readFileSync(state, "utf8")), content("operation"));
        assert.deepEqual([existsSync(lock), existsSync(meta)], [false, false]);
        for (const file of [state, lock, meta])
            assert.ok(
                told.some((message) => message.startsWith(file)),
                file,
            );
        return undefined;
    },
    "local/emulator/background.ts": async (directory, damage) => {
        const background = { stateFile: join(directory, "streams.json"), mark: `streams@${directory}` };
        const longer = { ...background, mark: `${background.mark}-2`, stateFile: join(directory, "other.json") };
        const command = { file: nodeBinary, env: {}, cwd: directory, log: join(directory, "log"), revision: "1" };
        const sleeping = ["--eval", "setTimeout(() => {}, 60_000)"];
        try {
            await startBackground(longer, { ...command, arguments: [...sleeping, longer.mark] });
            const { pid } = await startBackground(background, {
                ...command,
                arguments: [...sleeping, background.mark],
            });
            damage(background.stateFile);
            assert.deepEqual(await running(background), { pid });
            await stopBackground(background, 5);
            assert.equal(await running(background), undefined);
            assert.equal((await running(longer))?.revision, "1");
            return background.stateFile;
        } finally {
            for (const each of [background, longer]) await stopBackground(each, 5);
        }
    },
    "local/emulator/memory.ts": (directory, damage) => {
        const { memoryMark, saved, states } = layoutOf(directory);
        writeJson(memoryMark, { id: "a", generation: "b" });
        assert.equal(readMark(memoryMark)?.id, "a");
        damage(memoryMark);
        assert.equal(readMark(memoryMark), undefined);
        const digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        writeJson(join(states, "sqs.json"), {});
        writeJson(saved, { "sqs.json": digest });
        assert.equal(damagedMemory(directory), undefined);
        damage(join(states, "sqs.json"));
        assert.equal(damagedMemory(directory), `${join(states, "sqs.json")} was changed since the emulator wrote it`);
        damage(saved);
        assert.equal(damagedMemory(directory), undefined);
        return saved;
    },
    "local/streams/mapping.ts": (directory, damage) => {
        const [kept, lost] = ["kept.json", "lost.json"].map((name) => join(directory, name));
        for (const file of [kept, lost]) writeJson(file, MAPPING);
        assert.equal(lacksMappings(directory, console.error), false);
        damage(lost);
        assert.equal(lacksMappings(directory, console.error), true);
        assert.equal(lacksMappings(directory, console.error), true, "until it is made again");
        return lost;
    },
    "local/streams/poller.ts": async (directory, damage) => {
        const told: string[] = [];
        const file = join(directory, "mappings", "one.json");
        writeJson(file, MAPPING);
        writeJson(join(directory, "checkpoints", "one", "shard.json"), { after: "1" });
        const stop = new AbortController();
        const context = {
            endpoint: {} as never,
            checkpoints: join(directory, "checkpoints"),
            log: (text: string) => told.push(text),
        };
        const done = runPoller(dirname(file), context, stop.signal);
        try {
            await sleep(300);
            damage(file);
            await pWaitFor(() => told.length > 0 && existsSync(file), { interval: 20, timeout: 5_000 });
            assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), MAPPING);
            assert.ok(told[0]?.startsWith(file), told[0]);
            assert.ok(existsSync(join(directory, "checkpoints", "one", "shard.json")));
        } finally {
            stop.abort();
            await done;
        }
    },
    "local/streams/checkpoint.ts": (directory, damage) => {
        const file = join(directory, "shard.json");
        writeJson(file, { after: "1" });
        assert.deepEqual(readCheckpoint(file, assert.fail), { after: "1" });
        damage(file);
        assert.deepEqual(readCheckpoint(file, console.error), {});
        return file;
    },
    "local/delivery/courier.ts": async (directory, damage) => {
        const told: string[] = [];
        const written: string[] = [];
        const names = ["1.json", "2.json", "3.json"].map((name) => join(directory, name));
        for (const [position, file] of names.entries()) writeJson(file, handover(`${position}`));
        damage(names[1]);
        const ports = {
            invoke: () => assert.fail("no function"),
            putObject: (_bucket: string, _key: string, body: Buffer) =>
                Promise.resolve(void written.push(body.toString())),
            log: (message: string) => told.push(message),
            now: Date.now,
            sleep: (milliseconds: number) => sleep(milliseconds),
        };
        const stop = new AbortController();
        const done = runCourier(directory, ports, stop.signal);
        await pWaitFor(() => told.length > 0, { interval: 20, timeout: 5_000 });
        stop.abort();
        await done;
        assert.deepEqual(written, ["02"]);
        assert.deepEqual(readdirSync(directory), ["2.json.damaged"]);
        assert.ok(told[0]?.startsWith(names[1]), told[0]);
    },
};

/** Where it is shown of what does not go on, or needs the emulator to be shown at all. */
const ELSEWHERE: Readonly<Record<string, string>> = {
    "cli/driver/layer.ts": "cli/driver/layer.spec.ts",
    "local/provider/resources/lambda/eventSource.ts": "local/provider/resources/lambda/eventSource.emulator.spec.ts",
};

/** What reads files that are the user's, the sources', or compared with what they should be: none that a run left for the next. */
const READS_NOTHING_BACK: Readonly<Record<string, string>> = {
    "cli/driver/layers.ts": "sources",
    "cli/driver/projects.ts": "sources; copies are compared with them",
    "cli/driver/revision.ts": "sources",
    "cli/commands/differences.ts": "the user's configuration, checked by its schema",
    "cli/driver/config.ts": "the user's configuration, checked by its schema",
    "cli/driver/policyConfig.ts": "the user's configuration; what is known to fit is compared with a digest",
    "cli/create/creation.ts": "sources",
    "cli/create/environment.ts": "sources",
    "cli/create/rule.ts": "sources",
    "cli/commands/policyActions.ts": "states that the user names, each refused by its name",
    "local/shared/pythonTool.ts": "sources",
    "local/shared/revision.ts": "sources",
    "local/provider/assets.ts": "sources",
    "local/provider/facts/cfnLint.ts": "a wheel that was downloaded for this",
    "local/provider/facts/official.ts": "a schema that the user names",
    "local/provider/facts/write.ts": "sources",
    "local/emulator/temporary.ts": "a log, printed as it is",
    "local/emulator/processes.ts": "logs, printed as they are",
    "local/shared/json.ts": "the one reader of them all",
};

/** As much of an environment as its states need. */
function targetOf({ root }: Fixture, states: string): Target {
    const graph = loadGraph(root);
    const environment = { file: join(root, "Pulumi.dev.yaml"), name: "dev" };
    const target = {
        ...{ root, policyPack: root, engine: { version: "1" }, graph, environment, states },
        layer(name: string) {
            return new Layer(this as unknown as Target, graph.node(name), join(root, "stacks", name));
        },
    };
    return target as unknown as Target;
}

const MAPPING: StreamMapping = {
    uuid: "one",
    eventSourceArn: "arn:aws:kinesis:eu-west-1:000000000000:stream/s",
    functionArn: "arn:aws:lambda:eu-west-1:000000000000:function:f",
    enabled: false,
    createdAt: "2026-01-01T00:00:00.000Z",
    startingPosition: "TRIM_HORIZON",
    batchSize: 1,
    maximumBatchingWindowInSeconds: 0,
    bisectBatchOnFunctionError: false,
    maximumRetryAttempts: -1,
    maximumRecordAgeInSeconds: -1,
    parallelizationFactor: 1,
    tumblingWindowInSeconds: 0,
    reportBatchItemFailures: false,
    filterPatterns: [],
};

const handover = (text: string): Handover => ({
    stream: { name: "s", arn: "arn:aws:firehose:eu-west-1:000000000000:deliverystream/s", version: "1" },
    region: "eu-west-1",
    destination: { BucketARN: "arn:aws:s3:::b", BufferingHints: { IntervalInSeconds: 60 } },
    arrivedAt: Date.now(),
    records: [{ id: "1", data: Buffer.from(text).toString("base64") }],
});

function sourcesWith(pattern: RegExp): string[] {
    return ["cli", "local"]
        .flatMap((folder) =>
            readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" }).map((name) =>
                join(folder, name),
            ),
        )
        .filter((name) => /\.ts$/.test(name) && !/\.spec\.ts$|\/testing\//.test(name))
        .filter((name) => pattern.test(readFileSync(join(repositoryRoot, name), "utf8")))
        .sort();
}

describe("the files that the platform reads back", () => {
    let directory: string;
    let said: string[];
    const { error } = console;

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-damaged-"));
        mkdirSync(directory, { recursive: true });
        said = [];
        console.error = (text: string) => said.push(text);
    });
    afterEach(() => {
        console.error = error;
        rmSync(directory, { recursive: true, force: true });
    });

    it("are all read by one function, each under a test here", () => {
        const readers = sourcesWith(/\b(?:readJson|parseJson)\(/).filter((name) => name !== "local/shared/json.ts");
        assert.deepEqual(readers, Object.keys({ ...READERS, ...ELSEWHERE }).sort());
        const others = sourcesWith(/\breadFile(?:Sync)?\(/).filter((name) => !(name in READERS || name in ELSEWHERE));
        assert.deepEqual(others, Object.keys(READS_NOTHING_BACK).sort());
        for (const spec of Object.values(ELSEWHERE))
            assert.match(readFileSync(join(repositoryRoot, spec), "utf8"), /\bdamages\b/, spec);
    });

    for (const [reader, survive] of Object.entries(READERS))
        for (const [what, damage] of Object.entries(damages))
            it(`do no harm when they are ${what} (${reader})`, async function () {
                this.timeout(30_000);
                const file = await survive(directory, damage);
                if (typeof file !== "string") return;
                assert.ok(
                    said.some((text) => text.startsWith(file) && text.includes(`${file}.damaged`)),
                    said.join("\n"),
                );
            });
});
