import type { Rule } from "../framework/rule";
import { lambdaTracingActive } from "./lambda/tracingActive";

/** Every rule the pack enforces, in the order of its documentation. */
export const rules: readonly Rule[] = [lambdaTracingActive];
