import type { Rule } from "../../framework/rule";

export const lbRules: readonly Rule[] = [];
