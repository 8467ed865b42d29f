import type { Rule } from "../../framework/rule";

export const wafRules: readonly Rule[] = [];
