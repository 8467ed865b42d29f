import type { Rule } from "../../framework/rule";
import { sqsFailureQueueWatched } from "./failureQueueWatched";
import { sqsFailuresKept } from "./failuresKept";
import { sqsPolicyPrivate } from "./policyPrivate";
import { sqsQueueEncrypted } from "./queueEncrypted";
import { sqsTlsOnly } from "./tlsOnly";

export const sqsRules: readonly Rule[] = [
    sqsQueueEncrypted,
    sqsFailureQueueWatched,
    sqsPolicyPrivate,
    sqsTlsOnly,
    sqsFailuresKept,
];
