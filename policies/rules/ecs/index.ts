import type { Rule } from "../../framework/rule";

export const ecsRules: readonly Rule[] = [];
