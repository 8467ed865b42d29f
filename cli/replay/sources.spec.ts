import assert from "node:assert/strict";
import { consumersIn, sourceNamed, sourcesIn } from "./sources";
import type { StateResource } from "../driver/exportedState";
import { UsageError } from "../errors";

const resource = (type: string, name: string, outputs: Record<string, unknown>): StateResource => ({
    urn: `urn:pulumi:dev::platform-compute::${type}::${name}`,
    type,
    id: `${name}-id`,
    outputs,
});
const queue = (name: string, more: Record<string, unknown> = {}) =>
    resource("aws:sqs/queue:Queue", name, { arn: `arn:${name}`, url: `https://${name}`, ...more });
const mapping = (name: string, outputs: Record<string, unknown>) =>
    resource("aws:lambda/eventSourceMapping:EventSourceMapping", name, outputs);
const keptBy = (destinationArn: string) => ({ destinationConfig: { onFailure: { destinationArn } } });

const RESOURCES = [
    queue("failures"),
    queue("work", { redrivePolicy: JSON.stringify({ deadLetterTargetArn: "arn:work-failures", maxReceiveCount: 3 }) }),
    queue("work-failures"),
    mapping("work", { eventSourceArn: "arn:work", functionName: "arn:worker:live" }),
    mapping("orders-stream", {
        eventSourceArn: "arn:stream",
        functionName: "arn:fn:live",
        ...keptBy("arn:aws:s3:::lake"),
    }),
    mapping("told", {
        eventSourceArn: "arn:other",
        functionName: "arn:fn:live",
        ...keptBy("arn:aws:sqs:eu-west-1:1:q"),
    }),
];

describe("places where something is set aside", () => {
    it("are queues that nothing is fed from, and what buckets keep of streams", () => {
        assert.deepEqual(sourcesIn(RESOURCES), [
            { kind: "queue", name: "failures", url: "https://failures" },
            { kind: "bucket", name: "orders-stream", bucket: "lake", prefix: "aws/lambda/orders-stream-id/" },
        ]);
    });

    it("are found by their names, which an error tells", () => {
        assert.equal(sourceNamed(RESOURCES, "failures", "dev").kind, "queue");
        assert.throws(
            () => sourceNamed(RESOURCES, "work", "dev"),
            new UsageError("'dev' sets nothing aside in 'work'. It does in: failures, orders-stream."),
        );
        assert.throws(() => sourceNamed([], "failures", "dev"), /It does in: nothing; is it deployed\?/);
    });

    it("are fed back to who is fed the stream", () => {
        assert.equal(consumersIn(RESOURCES).get("arn:stream"), "arn:fn:live");
    });
});
