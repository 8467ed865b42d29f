import { EventType } from "@aws-lambda-powertools/batch";
import type { KinesisStreamRecord } from "aws-lambda";
import { streamDelivery, type DeliverDependencies } from "../shared/streamDelivery";
import { lakeEventOf } from "./lakeEventOf";

/** Inbound adapter for the clickstream: its events go to Firehose. */
export function createHandler(dependencies: DeliverDependencies) {
    return streamDelivery<KinesisStreamRecord>(
        {
            eventType: EventType.KinesisDataStreams,
            textOf: ({ kinesis }) => JSON.stringify(lakeEventOf(Buffer.from(kinesis.data, "base64").toString())),
            originOf: ({ eventSourceARN, kinesis }) => ({
                sourceArn: eventSourceARN,
                sequenceNumber: kinesis.sequenceNumber,
            }),
            idsOf: (records) => ({ sequenceNumbers: records.map(({ kinesis }) => kinesis.sequenceNumber) }),
        },
        dependencies,
    );
}
