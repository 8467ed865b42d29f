import type { Rule } from "../../framework/rule";

export const cognitoRules: readonly Rule[] = [];
