import type { Rule } from "../../framework/rule";
import { kinesisStreamEncrypted } from "./streamEncrypted";

export const kinesisRules: readonly Rule[] = [kinesisStreamEncrypted];
