import type { Rule } from "../../framework/rule";

export const ecrRules: readonly Rule[] = [];
