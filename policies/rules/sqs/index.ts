import type { Rule } from "../../framework/rule";
import { sqsQueueEncrypted } from "./queueEncrypted";

export const sqsRules: readonly Rule[] = [sqsQueueEncrypted];
