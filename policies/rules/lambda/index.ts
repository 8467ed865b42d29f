import type { Rule } from "../../framework/rule";
import { lambdaTracingActive } from "./tracingActive";

export const lambdaRules: readonly Rule[] = [lambdaTracingActive];
