import type { Rule } from "../../framework/rule";
import { firehoseEncrypted } from "./encrypted";

export const firehoseRules: readonly Rule[] = [firehoseEncrypted];
