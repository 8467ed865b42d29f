/**
 * Consumer of the orders table's stream: hands every change of an order to the delivery stream of the lake, in full batches. What
 * Firehose refuses for now comes again; what can never be delivered goes to the failure queue with its payload. Delivery is at
 * least once: `changeId` tells a change that arrived twice.
 */
import { awsDelivery } from "../shared/awsDelivery";
import { observed } from "../shared/observability";
import { createHandler } from "./adapter";

/** Entry point for Lambda. */
export const handler = observed(createHandler(awsDelivery()));
