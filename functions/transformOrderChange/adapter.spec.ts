import assert from "node:assert/strict";
import { orderChangeOf } from "../deliverOrderChanges/orderChangeOf";
import { anOrder, firehoseEvent, streamRecord } from "../testing/events";
import { quietLogs } from "../testing/quietLogs";
import { recordedMetrics } from "../testing/recordedMetrics";
import { transformRecords } from "./adapter";

const change = JSON.parse(JSON.stringify(orderChangeOf(streamRecord({ sequence: 1, after: anOrder() }))));
const lineOf = (value: object) => `${JSON.stringify(value)}\n`;
const textIn = (data: string | undefined) => Buffer.from(data!, "base64").toString();

describe("transformOrderChange handler", () => {
    quietLogs();
    const metrics = recordedMetrics();

    it("makes a change a line of the lake, with the form's version", async () => {
        const removed = { ...change, changeId: "event-2", type: "REMOVE", order: undefined, previous: change.order };
        const event = firehoseEvent([lineOf(change), lineOf(removed)]);
        const { records } = await transformRecords(event);
        assert.deepEqual(
            records.map(({ data, ...rest }) => [rest, JSON.parse(textIn(data))]),
            [change, removed].map((each, index) => [
                { recordId: event.records[index].recordId, result: "Ok" },
                { ...JSON.parse(JSON.stringify(each)), schemaVersion: 1 },
            ]),
        );
        assert.equal(textIn(records[0].data), lineOf({ ...change, schemaVersion: 1 }));
    });

    for (const [title, data] of [
        ["not JSON", "{"],
        ["not a change", lineOf({ hello: "world" })],
        ["a change of something that is no order", lineOf({ ...change, order: { orderId: 1 } })],
        ["bytes", Uint8Array.of(0xff, 0xfe, 0x00)],
        ["nothing", ""],
    ] as const) {
        it(`gives back unchanged what is ${title}, without touching the others`, async () => {
            const event = firehoseEvent([lineOf(change), data, lineOf(change)]);
            const { records } = await transformRecords(event);
            assert.deepEqual(
                records.map(({ result }) => result),
                ["Ok", "ProcessingFailed", "Ok"],
            );
            const { recordId, data: given } = event.records[1];
            assert.deepEqual(records[1], { recordId, result: "ProcessingFailed", data: given });
            assert.deepEqual(metrics(), { UnreadableChanges: [1] });
        });
    }

    it("stays within Lambda's answer of 6 MB for a buffer of 2 MB of the smallest changes", async () => {
        const smallest = lineOf({ ...change, order: { ...change.order, traceId: undefined }, traceId: undefined });
        const event = firehoseEvent(
            Array.from({ length: Math.ceil((2 * 1024 * 1024) / smallest.length) }, () => smallest),
        );
        const answer = JSON.stringify(await transformRecords(event));
        assert.ok(answer.length < 6_000_000, `${answer.length} bytes`);
    });
});
