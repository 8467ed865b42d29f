import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import { DescribeAlarmsCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import waitFor from "p-wait-for";
import { trailTarget } from "./trail/target";
import type { Drift } from "./diff/drift";
import { loadEnvironment } from "./driver/config";
import { LOCAL, localDirectory, locksDirectory } from "./driver/places";
import { platform } from "./testing/command";
import { aSession, sendEvents } from "./testing/events";
import { withFaults } from "./testing/faults";
import { subscribeTo } from "./testing/subscription";
import { createPerson, signIn } from "./trail/signIn";
import { post } from "./trail/api";
import { linesOfLake } from "./trail/lake";
import { customerOf, type Step, type TrailTarget } from "./trail/trail";
import { emulatorStatus, endpointOf, layoutOf } from "../local/emulator";
import { freePort } from "../local/emulator/ports";
import { createClients, type Clients } from "../local/provider/clients";
import { messagesOf } from "../functions/shared/failureQueue";
import { anOrder, streamRecord } from "../functions/testing/events";
import type { Outcome } from "./replay/replay";
import type { LakeEvent } from "../functions/shared/clickEvent";
import { repositoryRoot } from "../local/shared/paths";
import { buildsOnEarlier } from "../local/shared/testing/buildsOnEarlier";
import { processEnd } from "../local/shared/testing/processEnd";
import type { computeContract } from "../stacks/compute/contract";
import type { monitoringContract } from "../stacks/monitoring/contract";
import type { ValuesOf } from "../stacks/shared/contract";

const ORDERS = 200;
const EVENTS = 10_000;

/** Longer than anything waits between two attempts here: a fault fails a batch once, and buffers are due after a second. */
const QUIET_SECONDS = 20;

describe("the platform on one machine, end to end", function () {
    this.timeout(900_000);
    buildsOnEarlier();
    let trail: TrailTarget;
    let clients: Clients;
    let failureQueue: ValuesOf<typeof computeContract>["failureQueue"];
    let alarmTopicArn: string;
    let idToken: string;
    /** The record that lies in the failure queue. */
    let malformed: string | undefined;
    let customerId: string;

    let directory: string;

    before(async () => {
        // A second environment: the developer's own is left alone. Always in the same place, so that nothing runs on for ever.
        const platformDirectory = join(repositoryRoot, ".platform", "end-to-end");
        process.env.PLATFORM_DIRECTORY = platformDirectory;
        process.env.PLATFORM_LOCAL_PORT = String(await freePort());
        directory = localDirectory(repositoryRoot);
        const stopped = await platform(["stop", "--force"]);
        assert.equal(stopped.code, 0, stopped.stdout + stopped.stderr);
        rmSync(platformDirectory, { recursive: true, force: true });
    });

    after(async () => {
        await platform(["stop", "--force"]);
        delete process.env.PLATFORM_DIRECTORY;
        delete process.env.PLATFORM_LOCAL_PORT;
    });

    /** Sends an order until it is accepted, always under the same key, as a client that does not know what happened. */
    async function placeOrder(): Promise<string> {
        const key = randomUUID();
        for (let attempt = 1; ; attempt++) {
            const order = { currency: "EUR", items: [{ sku: "MUG-01", quantity: 1 }] };
            const response = await post(trail.apiUrl, "/orders", idToken, order, { "idempotency-key": key });
            const body = await response.text();
            if (response.status === 201) return (JSON.parse(body) as { orderId: string }).orderId;
            assert.ok(attempt < 6, `attempt ${attempt}: ${response.status} ${body}`);
        }
    }

    /** Resolves when nothing has been on its way into the lake for {@link QUIET_SECONDS}. */
    async function waitForQuiet(): Promise<void> {
        const { deliveries } = layoutOf(directory);
        for (let quiet = 0; quiet < QUIET_SECONDS; quiet++) {
            await sleep(1_000);
            if (readdirSync(deliveries).length > 0) quiet = 0;
        }
    }

    const orderIds = (lines: readonly string[]) =>
        lines.map((line) => (JSON.parse(line) as { orderId: string }).orderId);

    it("recovers when the emulator is killed during 'up'", async () => {
        let killed = false;
        const interrupted = await platform(["up", LOCAL], {
            onError: (progress) => {
                if (killed || !progress.includes("create aws:")) return;
                killed = true;
                void emulatorStatus(directory).then(({ processes }) =>
                    process.kill(processes.emulator!.pid, "SIGKILL"),
                );
            },
        });
        assert.ok(killed, interrupted.stderr);
        assert.equal(interrupted.code, 1, interrupted.stdout);
        assert.match(interrupted.stdout, /The emulator ended in the middle of the run.*\n *Run the command again/);
        assert.equal(interrupted.stdout.match(/: create failed: /g)?.length, 1, interrupted.stdout);

        const started = await platform(["start"]);
        assert.equal(started.code, 0, started.stdout + started.stderr);
        for (const step of ["API answered", "Item in the table", "Change handled", "Line in the lake"]) {
            assert.match(started.stdout, new RegExp(`\\d+ ms +${step}`));
        }
        for (const variable of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING"]) {
            assert.match(started.stdout, new RegExp(`http://127\\.0\\.0\\.1:\\d+ \\(${variable}\\)`));
        }
    });

    it("changes nothing when it is started again", async () => {
        const again = await platform(["start"]);
        assert.equal(again.code, 0, again.stdout + again.stderr);
        assert.equal(again.stdout.match(/ unchanged since its last up$/gm)?.length, 8, again.stdout);
    });

    it("has auto scaling where the SDKs are told to look for it, also when moto was killed", async () => {
        const { pid } = (await emulatorStatus(directory)).processes.moto!;
        process.kill(pid, "SIGKILL");
        await processEnd(pid);
        const program = `
            const { ApplicationAutoScaling } = require("@aws-sdk/client-application-auto-scaling");
            new ApplicationAutoScaling({}).describeScalableTargets({ ServiceNamespace: "dynamodb" })
                .then(({ ScalableTargets }) => console.log(ScalableTargets.map((each) => each.ScalableDimension).sort().join()));`;
        const { code, stdout, stderr } = await platform(["local", "exec", "--", "node", "--eval", program]);
        assert.equal(code, 0, stderr);
        assert.equal(stdout, "dynamodb:table:ReadCapacityUnits,dynamodb:table:WriteCapacityUnits\n");
    });

    it("lets Pulumi itself see that nothing has changed, and leaves the configuration as it is", async () => {
        const file = join(repositoryRoot, "Pulumi.local.yaml");
        const before = readFileSync(file, "utf8");
        for (const project of [["-C", "stacks/data"], []]) {
            const preview = ["pulumi", ...project, "preview", "-s", LOCAL, "--expect-no-changes"];
            const { code, stdout, stderr } = await platform(["local", "exec", "--", ...preview]);
            assert.equal(code, 0, stdout + stderr);
            assert.match(stdout, /\d+ unchanged/);
        }
        assert.equal(readFileSync(file, "utf8"), before);
    });

    it(`loses none of ${ORDERS} orders, and doubles none, though functions fail at first`, async () => {
        const { stdout } = await platform(["outputs", LOCAL, "--json"]);
        const published = JSON.parse(stdout) as {
            compute: ValuesOf<typeof computeContract>;
            monitoring: ValuesOf<typeof monitoringContract>;
        };
        const environment = loadEnvironment(repositoryRoot, LOCAL);
        trail = await trailTarget(environment, published);
        ({ failureQueue } = published.compute);
        alarmTopicArn = published.monitoring.alarmTopic.arn;
        const { url = "" } = await emulatorStatus(localDirectory(repositoryRoot));
        clients = createClients(endpointOf(url, environment.config.aws.region));
        idToken = await signIn(
            clients.cognito(),
            trail.userPool,
            await createPerson(clients.cognito(), trail.userPool),
        );
        customerId = customerOf(idToken);
        const faults = [
            {
                name: "place-order-",
                bundle: "placeOrder",
                keyOf: 'Object.entries(event.headers).find(([name]) => name.toLowerCase() === "idempotency-key")[1]',
            },
            { name: "deliver-order-changes-", bundle: "deliverOrderChanges", keyOf: "event.Records[0].eventID" },
            { name: "transform-order-change-", bundle: "transformOrderChange", keyOf: "event.records[0].recordId" },
        ];
        const accepted: string[] = [];
        const deliveredOnes = async () =>
            orderIds(await linesOfLake(trail, "orders")).filter((orderId) => accepted.includes(orderId));
        await withFaults(clients.lambda(), faults, async ([api, consumer, transform]) => {
            let sent = 0;
            const client = async () => {
                while (sent++ < ORDERS) accepted.push(await placeOrder());
            };
            await Promise.all(Array.from({ length: 8 }, client));
            assert.equal(new Set(accepted).size, ORDERS);

            for (const orderId of accepted) {
                const { Item } = await clients.dynamodb().send(
                    new GetItemCommand({
                        TableName: trail.ordersTable.name,
                        Key: { customerId: { S: customerId }, orderId: { S: orderId } },
                    }),
                );
                assert.equal(Item?.status?.S, "PLACED", orderId);
            }
            await waitFor(async () => new Set(await deliveredOnes()).size === accepted.length, {
                interval: 1_000,
                timeout: 180_000,
            });
            // A retry that doubles a record comes after the record.
            await waitForQuiet();
            assert.deepEqual((await deliveredOnes()).sort(), accepted.sort());
            assert.ok(api() > 10, "the API's function did not fail");
            assert.ok(consumer() > 0, "the consumer did not fail");
            assert.ok(transform() > 0, "the transform did not fail");
        });
    });

    it(`takes ${EVENTS} events in batches into the lake, though functions die and what reads the stream is killed`, async () => {
        const faults = [
            { name: "collect-events-", bundle: "collectEvents", keyOf: "event.body" },
            { name: "deliver-events-", bundle: "deliverEvents", keyOf: "event.Records[0].eventID" },
        ];
        await withFaults(clients.lambda(), faults, async (failures) => {
            const sessions = Array.from({ length: EVENTS / 500 }, () => aSession(500));
            const sessionIds = new Set(sessions.map(([{ sessionId }]) => sessionId));
            const waiting = [...sessions];
            const browser = async () => {
                for (let events = waiting.pop(); events !== undefined; events = waiting.pop())
                    await sendEvents(trail, idToken, events);
            };
            const sending = Promise.all([browser(), browser()]);
            await waitFor(() => waiting.length < sessions.length / 2, { interval: 50, timeout: 120_000 });
            const { pid } = (await emulatorStatus(directory)).processes.streams!;
            process.kill(pid, "SIGKILL");
            await processEnd(pid);
            await sending;
            assert.equal((await platform(["local", "start"])).code, 0);

            const delivered = async () =>
                (await linesOfLake(trail, "events"))
                    .map((line) => JSON.parse(line) as LakeEvent)
                    .filter(({ sessionId }) => sessionIds.has(sessionId));
            const idsOf = (events: readonly LakeEvent[]) => new Set(events.map(({ eventId }) => eventId));
            await waitFor(async () => idsOf(await delivered()).size === EVENTS, {
                interval: 1_000,
                timeout: 180_000,
            });
            await waitForQuiet();
            const events = await delivered();
            assert.equal(idsOf(events).size, EVENTS);
            const placesOf = (each: readonly { sessionId: string; page: string; occurredAt: string }[]) =>
                new Set(each.map(({ sessionId, page, occurredAt }) => `${sessionId} ${page} ${occurredAt}`));
            assert.deepEqual(placesOf(events), placesOf(sessions.flat()));
            for (const failed of failures) assert.ok(failed() > 0, "a function did not fail");
        });
    });

    it("keeps a malformed record with its payload and does not hold up those behind it", async () => {
        const badId = randomUUID();
        await clients.dynamodb().send(
            new PutItemCommand({
                TableName: trail.ordersTable.name,
                Item: { customerId: { S: customerId }, orderId: { S: badId }, status: { S: "NO SUCH STATUS" } },
            }),
        );
        const behind = await placeOrder();
        await waitFor(async () => orderIds(await linesOfLake(trail, "orders")).includes(behind), {
            interval: 500,
            timeout: 60_000,
        });
        let kept: string | undefined;
        await waitFor(
            async () => {
                const { Messages = [] } = await clients.sqs().send(
                    new ReceiveMessageCommand({
                        QueueUrl: failureQueue.url,
                        MaxNumberOfMessages: 10,
                        VisibilityTimeout: 0,
                    }),
                );
                kept = Messages.find(({ Body }) => Body?.includes(badId))?.Body;
                return kept !== undefined;
            },
            { interval: 500, timeout: 60_000 },
        );
        const { payload } = JSON.parse(kept!) as { payload: string };
        const record = JSON.parse(payload) as { dynamodb: { NewImage: { status: { S: string } } } };
        assert.equal(record.dynamodb.NewImage.status.S, "NO SUCH STATUS");
        malformed = payload;
    });

    it("feeds back what was set aside, which stays as long as it is malformed, and leaves once it is not", async () => {
        const replayed = async (...options: string[]) => {
            const { code, stdout, stderr } = await platform(["replay", LOCAL, "failures", "--json", ...options]);
            assert.equal(code, 0, stdout + stderr);
            return (JSON.parse(stdout) as { outcomes: readonly Outcome[] }).outcomes.map(({ status }) => status);
        };
        assert.deepEqual(await replayed("--dry-run"), ["found"]);
        // The consumer sets it aside anew.
        assert.deepEqual(await replayed(), ["replayed"]);
        assert.deepEqual(await replayed("--dry-run"), ["found"]);

        const orderId = randomUUID();
        const mended = streamRecord({ sequence: 1, after: anOrder({ orderId }) });
        const [body] = messagesOf({
            reason: "malformed then",
            sourceArn: (JSON.parse(malformed!) as { eventSourceARN: string }).eventSourceARN,
            sequenceNumber: "1",
            payload: mended,
        });
        await clients.sqs().send(new SendMessageCommand({ QueueUrl: failureQueue.url, MessageBody: body }));
        assert.deepEqual(await replayed(), ["replayed", "replayed"]);
        await waitFor(async () => orderIds(await linesOfLake(trail, "orders")).includes(orderId), {
            interval: 500,
            timeout: 60_000,
        });
        assert.deepEqual(await replayed("--dry-run"), ["found"]);
    });

    it("names the queues that there are", async () => {
        const { code, stderr } = await platform(["replay", LOCAL, "no-such-queue"]);
        assert.equal(code, 2, stderr);
        assert.match(
            stderr,
            /'local' sets nothing aside in 'no-such-queue'\. It does in: clickstream, .*, orders-stream, /,
        );
    });

    it("tells the alarms' topic that something lies in the failure queue, and who has subscribed to it", async () => {
        const nextMessages = await subscribeTo(alarmTopicArn, clients);
        // What SQS does on AWS every minute.
        await clients.cloudWatch().send(
            new PutMetricDataCommand({
                Namespace: "AWS/SQS",
                MetricData: [
                    {
                        MetricName: "ApproximateNumberOfMessagesVisible",
                        Dimensions: [{ Name: "QueueName", Value: failureQueue.name }],
                        Value: 1,
                    },
                ],
            }),
        );
        const alarms = new DescribeAlarmsCommand({ AlarmNamePrefix: "failures-filled-", StateValue: "ALARM" });
        const { MetricAlarms: [alarm] = [] } = await clients.cloudWatch().send(alarms);
        assert.deepEqual(alarm?.Dimensions, [{ Name: "QueueName", Value: failureQueue.name }]);
        // Others tell the topic, too, and a call need not give all that there is.
        let message: Record<string, string> | undefined;
        await waitFor(
            async () => {
                const told = (await nextMessages()).map((text) => JSON.parse(text) as Record<string, string>);
                message = told.find(({ AlarmName }) => AlarmName === alarm?.AlarmName);
                return message !== undefined;
            },
            { interval: 100, timeout: 20_000 },
        );
        assert.equal(message?.NewStateValue, "ALARM");
        assert.match(message?.AlarmDescription, /lies in queue 'failures', for 14 days\. Read it/);
    });

    it("follows an order through what is deployed, and leaves no customer behind", async () => {
        const customers = async () =>
            (await clients.cognito().send(new ListUsersCommand({ UserPoolId: trail.userPool.id }))).Users?.length;
        const before = await customers();
        const { code, stdout, stderr } = await platform(["trail", LOCAL, "--json"]);
        assert.equal(code, 0, stdout + stderr);
        const { steps } = JSON.parse(stdout) as { steps: readonly Step[] };
        assert.deepEqual(
            steps.map(({ title }) => title),
            [
                "API answered",
                "Event taken",
                "Item in the table",
                "Change handled",
                "Line in the lake",
                "Its content",
                "Event in the lake",
                "Its content",
            ],
        );
        assert.equal(await customers(), before);
    });

    it("says what each layer was last brought to", async () => {
        const { code, stdout, stderr } = await platform(["history", LOCAL]);
        assert.equal(code, 0, stderr);
        const lines = stdout.trimEnd().split("\n");
        assert.match(
            lines.find((line) => line.startsWith("data "))!,
            /^data +update succeeded at 20\d\d-.*: /,
        );
        assert.match(
            lines.find((line) => line.startsWith("delivery "))!,
            /^delivery +not deployed$/,
        );
    });

    it("tells how what exists differs from what the program says, and changes nothing", async () => {
        const drift = async () => {
            const { code, stdout, stderr } = await platform(["drift", LOCAL, "--json"]);
            const { layers, errors } = JSON.parse(stdout) as Drift;
            assert.deepEqual(errors, [], stderr);
            const found = layers.flatMap(({ changes }) => changes);
            return { code, found: found.map(({ resource, properties }) => [resource, properties]) };
        };
        const setWait = (seconds: string) =>
            clients.sqs().send(
                new SetQueueAttributesCommand({
                    QueueUrl: failureQueue.url,
                    Attributes: { MessageRetentionPeriod: seconds },
                }),
            );
        assert.deepEqual(await drift(), { code: 0, found: [] });
        await setWait("60");
        const property = { path: "messageRetentionSeconds", before: 60, after: 1_209_600 };
        const expected = { code: 1, found: [["aws:sqs/queue:Queue failures", [property]]] };
        assert.deepEqual(await drift(), expected);
        assert.deepEqual(await drift(), expected, "the state is as it was");
        await setWait("1209600");
        assert.deepEqual(await drift(), { code: 0, found: [] });
    });

    it("leaves no process and no lock when it is stopped", async () => {
        const stopped = await platform(["stop"]);
        assert.equal(stopped.code, 0, stopped.stdout + stopped.stderr);
        const { processes } = await emulatorStatus(directory);
        assert.deepEqual(Object.values(processes), [undefined, undefined, undefined, undefined]);
        assert.deepEqual(readdirSync(locksDirectory(repositoryRoot, LOCAL)), []);
    });
});
