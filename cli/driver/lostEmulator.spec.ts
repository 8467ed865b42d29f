import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explainLostCompanions, explainLostEmulator } from "./lostEmulator";
import type { LayerReport, RunReport } from "./report";
import { startBackground, stopBackground } from "../../local/emulator/background";
import { backgroundOf } from "../../local/emulator/processes";
import type { ProcessName } from "../../local/emulator/table";
import { nodeBinary } from "../../local/shared/paths";

const error = (resource: string, message: string) => ({ severity: "error", resource, message }) as const;
const refused = (resource: string) =>
    error(resource, `${resource}: create failed: connect ECONNREFUSED 127.0.0.1:4577`);

const layer = (name: string, ...diagnostics: LayerReport["diagnostics"]): LayerReport => ({
    layer: name,
    status: "failed",
    seconds: 1,
    changes: {},
    diagnostics,
    violations: [],
    remediations: [],
    placeholders: [],
    takesAway: [],
    recorded: [],
    locked: false,
});
const failed = (...layers: LayerReport[]): RunReport => ({
    environment: "local",
    verb: "up",
    status: "failed",
    seconds: 1,
    layers,
});

describe("a run whose emulator ended", () => {
    let directory: string;
    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-lost-"));
        writeFileSync(join(directory, "emulator.log"), "Ready.\nKilled: out of memory\n");
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it("says so once, with its last words and what to do, and keeps the first failed call and what has other causes", async () => {
        const other = error("c", "AccessDenied");
        const report = failed(layer("data", other, refused("a"), refused("b")), layer("identity", refused("d")));
        const { layers } = await explainLostEmulator(report, directory);
        const [data, identity] = layers.map(({ diagnostics }) => diagnostics);
        assert.deepEqual(identity, []);
        assert.equal(data.length, 3);
        assert.deepEqual([data[0], data[2]], [other, refused("a")]);
        assert.match(
            data[1].message,
            /^The emulator ended .*\nRun the command again.*emulator\.log:\n {2}Ready\.\n {2}Killed:/,
        );
    });

    it("is told from one that failed for another reason", async () => {
        const report = failed(layer("data", error("c", "AccessDenied")));
        assert.equal(await explainLostEmulator(report, directory), report);
    });
});

describe("a run while a process of the environment ended", () => {
    const all: readonly ProcessName[] = ["emulator", "moto", "streams", "delivery"];
    const ok: RunReport = { ...failed(), status: "ok" };
    let directory: string;

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-lost-"));
    });
    afterEach(async () => {
        await Promise.all(all.map((name) => stopBackground(backgroundOf(directory, name), 1)));
        rmSync(directory, { recursive: true });
    });

    /** In place of the environment's processes, what does nothing. */
    async function run(...names: readonly ProcessName[]): Promise<void> {
        for (const name of names) {
            const background = backgroundOf(directory, name);
            await startBackground(background, {
                file: nodeBinary,
                arguments: ["--eval", "setTimeout(() => {}, 60_000)", background.mark],
                env: { PATH: process.env.PATH },
                cwd: directory,
                log: join(directory, `${name}.log`),
                revision: "1",
            });
        }
    }

    it("has failed, whatever its layers say, and tells each that ended with its last words", async () => {
        await run("emulator", "streams");
        writeFileSync(join(directory, "delivery.log"), "Delivering.\nKilled\n");
        const { status, diagnostics = [] } = await explainLostCompanions(ok, directory);
        assert.equal(status, "failed");
        assert.deepEqual(
            diagnostics.map(({ severity, resource }) => [severity, resource]),
            [
                ["error", ""],
                ["error", ""],
            ],
        );
        const [moto, delivery] = diagnostics.map(({ message }) => message);
        assert.match(moto, /^The second emulator, moto, ended meanwhile\. Run the command again/);
        assert.match(delivery, /\('delivery'\) ended .*delivery\.log:\n {2}Delivering\.\n {2}Killed$/);
    });

    it("keeps its status and what was said when it did not succeed, and of the emulators its layers have told", async () => {
        const said = error("", "Interrupted");
        const report: RunReport = { ...ok, status: "interrupted", diagnostics: [said] };
        const { status, diagnostics = [] } = await explainLostCompanions(report, directory);
        assert.equal(status, "interrupted");
        const [before, ...ended] = diagnostics;
        assert.equal(before, said);
        assert.deepEqual(
            ended.map(({ message }) => /\('(\w+)'\) ended meanwhile/.exec(message)?.[1]),
            ["streams", "delivery"],
        );
    });

    it("is as it was when none ended, or when it was to leave none running", async () => {
        const destroyed: RunReport = { ...ok, verb: "destroy" };
        assert.equal(await explainLostCompanions(destroyed, directory), destroyed);
        await run(...all);
        assert.equal(await explainLostCompanions(ok, directory), ok);
    });
});
