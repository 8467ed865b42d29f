import type { Rule } from "../../framework/rule";

export const tagsRules: readonly Rule[] = [];
