import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateQueueCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import { createClients } from "../provider/clients";
import type { Progress } from "../shared/progress";
import { damages } from "../shared/testing/damages";
import { emulatorStatus, endpointOf, layoutOf, startEmulator, stopEmulator } from ".";
import type { ProcessName } from "./table";
import { freePort } from "./ports";

const NAMES: readonly ProcessName[] = ["emulator", "moto", "streams", "delivery"];

describe("the background emulator, when something goes wrong", function () {
    this.timeout(120_000);

    let directory: string;
    let port: number;
    let told: string;
    const onProgress = ({ title, detail = "" }: Progress) => (told += `${title} (${detail})\n`);
    const start = () => startEmulator({ directory, port, onProgress });
    const sqs = (url: string) => createClients(endpointOf(url, "eu-west-1")).sqs();
    const queues = async (url: string) => (await sqs(url).send(new ListQueuesCommand({}))).QueueUrls?.length ?? 0;
    const startWithQueue = async () => {
        const started = await start();
        await sqs(started.url).send(new CreateQueueCommand({ QueueName: "kept" }));
        return started;
    };
    const pidOf = async (name: ProcessName) => (await emulatorStatus(directory)).processes[name]!.pid;
    /** How many processes of a name there are, whatever is noted of them. */
    const count = (name: ProcessName) =>
        readdirSync("/proc").filter((pid) => {
            try {
                return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(`${name}@${directory}`);
            } catch {
                return false;
            }
        }).length;

    beforeEach(async () => {
        directory = mkdtempSync(join(tmpdir(), "platform-mishaps-"));
        port = await freePort();
        told = "";
    });

    afterEach(async () => {
        await stopEmulator(directory);
        rmSync(directory, { recursive: true, force: true });
    });

    for (const [what, damage] of Object.entries(damages))
        it(`has one process of each, and forgets nothing, when what is noted of them is ${what}`, async () => {
            // Elsewhere, processes are not told of in files.
            if (process.platform !== "linux") return;
            const before = await startWithQueue();
            for (const name of NAMES) damage(layoutOf(directory).process(name));
            damage(layoutOf(directory).memoryMark);
            const after = await start();
            assert.deepEqual(NAMES.map(count), [1, 1, 1, 1]);
            assert.equal(await queues(after.url), 1);
            assert.equal(after.url, before.url);
            const { memory } = await startEmulator({ directory, port });
            assert.equal(memory, after.memory);
        });

    it("knows its memory also when the mark on disk was damaged while it ran", async () => {
        const before = await startWithQueue();
        damages.empty(layoutOf(directory).memoryMark);
        assert.equal((await emulatorStatus(directory)).memory, before.memory);
        assert.deepEqual(await start(), { ...before, freshMemory: false });
        await stopEmulator(directory);
        const after = await start();
        assert.deepEqual([after.memory, await queues(after.url)], [before.memory, 1]);
    });

    it("discards a memory of which a file was damaged, and names the file", async () => {
        const before = await startWithQueue();
        await stopEmulator(directory);
        const file = join(layoutOf(directory).states, "sqs.json");
        damages.garbage(file);
        const after = await start();
        assert.notEqual(after.memory, before.memory);
        assert.deepEqual([after.freshMemory, await queues(after.url)], [true, 0]);
        assert.ok(told.includes(`${file} was changed since the emulator wrote it`), told);
    });

    it("says so when it could not write its memory down", async () => {
        const { states } = layoutOf(directory);
        await startWithQueue();
        // A folder in the file's place fails the write as a full disk does.
        const inTheWay = join(states, "sqs.json.tmp");
        mkdirSync(inTheWay, { recursive: true });
        await assert.rejects(
            stopEmulator(directory),
            /has not written its memory down: .*failed to save sqs: .*next start/,
        );
        assert.equal((await emulatorStatus(directory)).processes.emulator, undefined);
        rmSync(inTheWay, { recursive: true });
        assert.equal((await start()).freshMemory, true);
        await stopEmulator(directory);
        assert.equal((await start()).freshMemory, false);
    });

    it("waits for an emulator that hangs, which another one would replace without its memory, and says so", async () => {
        const before = await startWithQueue();
        process.kill(before.pid, "SIGSTOP");
        const starting = start();
        await sleep(40_000);
        process.kill(before.pid, "SIGCONT");
        assert.deepEqual(await starting, { ...before, freshMemory: false });
        assert.match(told, new RegExp(`The emulator, process ${before.pid}, does not answer \\(it is waited for`));
    });

    it("starts another moto in the place of one that hangs", async () => {
        const before = await start();
        const pid = await pidOf("moto");
        process.kill(pid, "SIGSTOP");
        const after = await start();
        assert.equal(after.memory, before.memory);
        assert.notEqual(await pidOf("moto"), pid);
        assert.equal((await fetch(`${after.motoUrl}/ready`)).status, 200);
        assert.match(told, /moto, does not answer, so another one/);
    });
});
