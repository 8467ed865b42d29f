import type { Rule } from "../../framework/rule";

export const ec2Rules: readonly Rule[] = [];
