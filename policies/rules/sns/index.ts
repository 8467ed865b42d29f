import type { Rule } from "../../framework/rule";
import { snsPolicyPrivate } from "./policyPrivate";
import { snsTlsOnly } from "./tlsOnly";

export const snsRules: readonly Rule[] = [snsPolicyPrivate, snsTlsOnly];
