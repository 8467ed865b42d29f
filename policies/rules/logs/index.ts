import type { Rule } from "../../framework/rule";
import { logsGroupEncrypted } from "./groupEncrypted";
import { logsGroupRetention } from "./groupRetention";

export const logsRules: readonly Rule[] = [logsGroupRetention, logsGroupEncrypted];
