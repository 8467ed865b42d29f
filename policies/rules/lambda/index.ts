import type { Rule } from "../../framework/rule";
import { lambdaEnvironmentNoSecrets } from "./environmentNoSecrets";
import { lambdaPermissionScoped } from "./permissionScoped";
import { lambdaTracingActive } from "./tracingActive";
import { lambdaFunctionAlarmed } from "./functionAlarmed";

export const lambdaRules: readonly Rule[] = [
    lambdaTracingActive,
    lambdaPermissionScoped,
    lambdaEnvironmentNoSecrets,
    lambdaFunctionAlarmed,
];
