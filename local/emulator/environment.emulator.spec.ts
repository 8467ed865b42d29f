import assert from "node:assert/strict";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    DescribeScalingPoliciesCommand,
    PutScalingPolicyCommand,
    RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { CreateBucketCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { createClients } from "../provider/clients";
import { processEnd } from "../shared/testing/processEnd";
import {
    discardEmulator,
    emulatorLogs,
    emulatorStatus,
    endpointOf,
    environmentPort,
    layoutOf,
    type RunningEmulator,
    startEmulator,
    stopEmulator,
} from ".";
import { readMark } from "./memory";
import { freePort, portIsFree } from "./ports";

describe("the background emulator", function () {
    this.timeout(120_000);

    let directory: string;
    let port: number;
    const clients = (url: string) => createClients(endpointOf(url, "eu-west-1"));
    const appAutoScaling = ({ url, motoUrl }: RunningEmulator) =>
        createClients(endpointOf(url, "eu-west-1", motoUrl)).appAutoScaling();
    const tellMoto = async (running: RunningEmulator) => {
        const subject = {
            ServiceNamespace: "dynamodb",
            ResourceId: "table/orders",
            ScalableDimension: "dynamodb:table:ReadCapacityUnits",
        } as const;
        const limits = { MinCapacity: 1, MaxCapacity: 2 };
        await appAutoScaling(running).send(new RegisterScalableTargetCommand({ ...subject, ...limits }));
        const policy = { PolicyName: "kept", TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 } };
        const { PolicyARN } = await appAutoScaling(running).send(
            new PutScalingPolicyCommand({ ...subject, ...policy, PolicyType: "TargetTrackingScaling" }),
        );
        return PolicyARN;
    };
    const policies = async (running: RunningEmulator) => {
        const request = new DescribeScalingPoliciesCommand({ ServiceNamespace: "dynamodb" });
        return (await appAutoScaling(running).send(request)).ScalingPolicies?.map(({ PolicyARN }) => PolicyARN);
    };
    const kill = async (pid: number) => {
        process.kill(pid, "SIGKILL");
        await processEnd(pid);
    };
    const killMoto = async () => kill((await emulatorStatus(directory)).processes.moto!.pid);
    const queues = async (url: string) =>
        (await clients(url).sqs().send(new ListQueuesCommand({}))).QueueUrls?.length ?? 0;

    beforeEach(async () => {
        directory = await mkdtemp(join(tmpdir(), "platform-environment-"));
        port = await freePort();
    });

    afterEach(async () => {
        await stopEmulator(directory);
        await rm(directory, { recursive: true, force: true });
    });

    it("is started once, found running, and stopped without a trace", async () => {
        const compiled = join(__dirname, "__pycache__");
        await rm(compiled, { recursive: true, force: true });
        const first = await startEmulator({ directory, port });
        assert.equal(existsSync(compiled), false, "nothing is written into the sources");
        assert.equal(first.url, `http://127.0.0.1:${port}`);
        assert.equal(first.freshMemory, true);
        const second = await startEmulator({ directory, port });
        assert.deepEqual(second, { ...first, freshMemory: false });

        const status = await emulatorStatus(directory);
        assert.equal(status.url, first.url);
        assert.equal(status.memory, first.memory);
        assert.equal(status.processes.emulator?.pid, first.pid);
        assert.match((await emulatorLogs(directory)).emulator, /Ready/);

        await stopEmulator(directory);
        const { streams, moto } = status.processes;
        await Promise.all([streams!.pid, moto!.pid, first.pid].map(processEnd));
        assert.equal(await portIsFree(port), true);
        assert.equal(await portIsFree(Number(new URL(first.motoUrl).port)), true);
        assert.equal((await emulatorStatus(directory)).url, undefined);
        assert.deepEqual(
            (await readdir(directory)).filter((name) => name.endsWith(".lock")),
            [],
        );
        await stopEmulator(directory);
    });

    it("starts once when two commands start it at the same time", async () => {
        const [first, second] = await Promise.all([
            startEmulator({ directory, port }),
            startEmulator({ directory, port }),
        ]);
        assert.equal(first.pid, second.pid);
        assert.deepEqual([first.freshMemory, second.freshMemory].sort(), [false, true]);
    });

    it("remembers everything over an orderly stop", async () => {
        const before = await startEmulator({ directory, port });
        await clients(before.url)
            .sqs()
            .send(new CreateQueueCommand({ QueueName: "kept" }));
        await stopEmulator(directory);
        const after = await startEmulator({ directory, port });
        assert.deepEqual([after.memory, after.freshMemory], [before.memory, false]);
        assert.equal(await queues(after.url), 1);
    });

    it("has what moto was told, with the same identifiers, however moto ended", async () => {
        const first = await startEmulator({ directory, port });
        let told = await tellMoto(first);
        const halfWritten = () => appendFile(layoutOf(directory).motoChanges, '{"seed": 1');
        for (const end of [() => stopEmulator(directory), killMoto, () => killMoto().then(halfWritten)]) {
            await end();
            const again = await startEmulator({ directory, port });
            assert.deepEqual([again.memory, again.freshMemory], [first.memory, false]);
            assert.deepEqual(await policies(again), [told]);
            told = await tellMoto(again);
        }
    });

    it("forgets with the emulator's memory what moto was told, whether moto was killed, too, or not", async () => {
        let running = await startEmulator({ directory, port });
        for (const killed of [["emulator"], ["emulator", "moto"]] as const) {
            await tellMoto(running);
            const { processes } = await emulatorStatus(directory);
            for (const name of killed) await kill(processes[name]!.pid);
            running = await startEmulator({ directory, port });
            assert.equal(running.freshMemory, true);
            assert.deepEqual(await policies(running), []);
        }
    });

    it("tells every caller what to do when moto cannot do again what it did", async () => {
        await tellMoto(await startEmulator({ directory, port }));
        await killMoto();
        const { motoChanges } = layoutOf(directory);
        const [change] = (await readFile(motoChanges, "utf8")).split("\n");
        const refused = { ...JSON.parse(change), body: Buffer.from('{"ServiceNamespace":"none"}').toString("base64") };
        await appendFile(motoChanges, `${JSON.stringify(refused)}\n`);
        const message = /^MemoryLost: moto cannot .*RegisterScalableTarget gives 400.*'npx platform stop --force'/;
        await assert.rejects(policies(await startEmulator({ directory, port })), message);
    });

    it("starts anew what was started from other code or for another region, and forgets nothing", async () => {
        const before = await startEmulator({ directory, port });
        await clients(before.url)
            .sqs()
            .send(new CreateQueueCommand({ QueueName: "kept" }));
        const pids = async () => {
            const { emulator, streams, delivery } = (await emulatorStatus(directory)).processes;
            return [emulator!.pid, streams!.pid, delivery!.pid];
        };
        const [emulator, streams, delivery] = await pids();
        const file = layoutOf(directory).process("streams");
        await writeFile(file, (await readFile(file, "utf8")).replace(/"revision":"[0-9a-f]+"/, '"revision":"older"'));

        await startEmulator({ directory, port });
        const [sameEmulator, newStreams, sameDelivery] = await pids();
        assert.deepEqual([sameEmulator, sameDelivery], [emulator, delivery]);
        assert.notEqual(newStreams, streams);
        await processEnd(streams);

        const after = await startEmulator({ directory, port, region: "eu-central-1" });
        const [newEmulator, newerStreams, newDelivery] = await pids();
        for (const [now, then] of [
            [newEmulator, emulator],
            [newerStreams, newStreams],
            [newDelivery, delivery],
        ])
            assert.notEqual(now, then);
        assert.deepEqual([after.memory, after.freshMemory], [before.memory, false]);
        assert.equal(await queues(after.url), 1);
    });

    it("wakes up empty, and says so, when it was killed after an orderly stop had left an older memory", async () => {
        const before = await startEmulator({ directory, port });
        await clients(before.url)
            .sqs()
            .send(new CreateQueueCommand({ QueueName: "old" }));
        await stopEmulator(directory);
        const between = await startEmulator({ directory, port });
        await clients(between.url)
            .s3()
            .send(new CreateBucketCommand({ Bucket: "written-at-once" }));
        await kill(between.pid);

        const after = await startEmulator({ directory, port });
        assert.equal(after.freshMemory, true);
        assert.notEqual(after.memory, before.memory);
        assert.equal(await queues(after.url), 0);
        assert.deepEqual((await clients(after.url).s3().send(new ListBucketsCommand({}))).Buckets ?? [], []);
    });

    it("does not take a reused process id for its own", async () => {
        const { pid } = await startEmulator({ directory, port });
        await kill(pid);
        const file = layoutOf(directory).process("emulator");
        await writeFile(file, (await readFile(file, "utf8")).replace(String(pid), String(process.pid)));
        assert.equal((await emulatorStatus(directory)).processes.emulator, undefined);
        await stopEmulator(directory);
        process.kill(process.pid, 0);
    });

    it("names who holds the port, and how to choose another", async () => {
        const other: Server = createServer().listen(0, "127.0.0.1");
        await new Promise((resolve) => other.once("listening", resolve));
        const taken = (other.address() as AddressInfo).port;
        try {
            await assert.rejects(startEmulator({ directory, port: taken }), (error: Error) => {
                assert.match(error.message, new RegExp(`Port ${taken} .* in use by`));
                assert.match(error.message, /End that, or choose another port: PLATFORM_LOCAL_PORT=/);
                return true;
            });
            await writeFile(layoutOf(directory).memoryMark, '{"id":"some","generation":"one"}');
            await assert.rejects(
                startEmulator({ directory, port: taken }),
                /or forget .*'npx platform stop --force' and choose/,
            );
        } finally {
            other.close();
        }
    });

    it("keeps the port that it was made at, running or not, until it is forgotten", async () => {
        const variable = "PLATFORM_LOCAL_PORT";
        const before = process.env[variable];
        try {
            process.env[variable] = String(port);
            const { memory, url } = await startEmulator({ directory });
            await stopEmulator(directory);
            delete process.env[variable];
            assert.equal(environmentPort(directory), port);
            const again = await startEmulator({ directory });
            assert.deepEqual([again.url, again.memory], [url, memory]);

            const other = await freePort();
            process.env[variable] = String(other);
            const refused = new RegExp(
                `asks for port ${other}, .* by port ${port}\\. .* unset it; .*'npx platform stop --force'`,
            );
            await assert.rejects(startEmulator({ directory }), refused);
            assert.equal((await emulatorStatus(directory)).url, url);
            await stopEmulator(directory);
            await assert.rejects(startEmulator({ directory }), refused);
            assert.equal((await emulatorStatus(directory)).url, undefined);
            process.env[variable] = String(port);
            assert.equal((await startEmulator({ directory })).memory, memory);

            await discardEmulator(directory);
            process.env[variable] = String(other);
            assert.equal((await startEmulator({ directory })).url, `http://127.0.0.1:${other}`);
        } finally {
            if (before === undefined) delete process.env[variable];
            else process.env[variable] = before;
        }
    });

    it("takes another port when its memory is lost", async () => {
        const { pid } = await startEmulator({ directory, port });
        await kill(pid);
        const other = await freePort();
        const { url, freshMemory } = await startEmulator({ directory, port: other });
        assert.deepEqual([url, freshMemory], [`http://127.0.0.1:${other}`, true]);
        assert.equal(readMark(layoutOf(directory).memoryMark)?.port, other);
    });

    it("goes on with what it remembers from before ports were noted", async () => {
        const { url, memory } = await startEmulator({ directory, port });
        const { memoryMark } = layoutOf(directory);
        const { id, generation } = readMark(memoryMark)!;
        const unnoted = JSON.stringify({ id, generation });
        const { region, credentials } = endpointOf(url, "us-east-1");
        const ssm = new SSMClient({ endpoint: url, region, credentials });
        await ssm.send(new PutParameterCommand({ Name: "/platform/local/memory", Value: unnoted, Overwrite: true }));
        await writeFile(memoryMark, unnoted);
        await stopEmulator(directory);
        assert.equal((await startEmulator({ directory, port: await freePort() })).memory, memory);
    });
});
