import type { Rule } from "../../framework/rule";

export const cloudwatchRules: readonly Rule[] = [];
