import type { Rule } from "../../framework/rule";
import { logsGroupRetention } from "./groupRetention";

export const logsRules: readonly Rule[] = [logsGroupRetention];
