import type { Rule } from "../../framework/rule";

export const secretsmanagerRules: readonly Rule[] = [];
