import type { Rule } from "../../framework/rule";
import { kinesisStreamAlarmed } from "./streamAlarmed";
import { kinesisRetentionSufficient } from "./retentionSufficient";
import { kinesisStreamEncrypted } from "./streamEncrypted";

export const kinesisRules: readonly Rule[] = [kinesisStreamEncrypted, kinesisRetentionSufficient, kinesisStreamAlarmed];
