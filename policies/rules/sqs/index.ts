import type { Rule } from "../../framework/rule";
import { sqsQueueEncrypted } from "./queueEncrypted";
import { sqsFailureQueueWatched } from "./failureQueueWatched";

export const sqsRules: readonly Rule[] = [sqsQueueEncrypted, sqsFailureQueueWatched];
