import type { Rule } from "../../framework/rule";
import { cloudwatchAlarmActing } from "./alarmActing";
import { cloudwatchMissingDataStated } from "./missingDataStated";

export const cloudwatchRules: readonly Rule[] = [cloudwatchAlarmActing, cloudwatchMissingDataStated];
