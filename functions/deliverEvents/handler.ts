/**
 * Consumer of the clickstream: makes every event a row of the lake and hands it to the delivery stream, in full batches. What Firehose
 * refuses for now comes again; what can never be delivered goes to the failure queue with its payload. Delivery is at least once:
 * `eventId` tells an event that arrived twice.
 */
import { awsDelivery } from "../shared/awsDelivery";
import { observed } from "../shared/observability";
import { createHandler } from "./adapter";

/** Entry point for Lambda. */
export const handler = observed(createHandler(awsDelivery()));
