import type { Rule } from "../../framework/rule";

export const efsRules: readonly Rule[] = [];
