import type { Rule } from "../../framework/rule";

export const appsyncRules: readonly Rule[] = [];
