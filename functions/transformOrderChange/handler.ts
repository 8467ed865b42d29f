/**
 * Transform of the delivery stream: makes each order change a line of the lake, with the form's version. The answer is about 1.6 times its
 * input, and Lambda answers at most 6 MB: Firehose's buffer for the transform must stay at or below 2 MB (its default is 1 MB).
 */
import { observed } from "../shared/observability";
import { transformRecords } from "./adapter";

/** Entry point for Lambda. */
export const handler = observed(transformRecords);
