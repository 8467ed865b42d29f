import { FUNCTION_ROLE_TYPES, functionRoles } from "../../aws/iam/functionRoles";
import { judgeReadable } from "../../aws/iam/judging";
import { isPermitted } from "../../aws/iam/permitted";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** What X-Ray's daemon calls: https://docs.aws.amazon.com/xray/latest/devguide/security_iam_id-based-policy-examples.html */
const WRITES = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"] as const;

/** Tracing that the role may not write to X-Ray records nothing, and says nothing about it. */
export const lambdaTracingPermitted = defineRule({
    id: "lambda-tracing-permitted",
    displayName: "Lambda execution roles may write to X-Ray",
    description: "The role of a function with active tracing may write to X-Ray.",
    severity: "low",
    level: "advisory",
    tags: ["lambda", "iam", "tracing"],
    frameworks: [wellArchitected("OPS08-BP03")],
    remediationSteps: 'Allow xray:PutTraceSegments and xray:PutTelemetryRecords on "*" in the function\'s role.',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    examples: ["aws.lambda.Function", "aws.iam.RolePolicy place-order", "ServerlessFunction place-order"],
    types: FUNCTION_ROLE_TYPES,
    stack(stack, judgeOf) {
        judgeReadable(stack, judgeOf, FUNCTION_ROLE_TYPES);
        // A role of elsewhere is not this stack's to judge.
        for (const { fn, role, permissions } of functionRoles(stack)) {
            const judge = judgeOf(fn);
            for (const action of WRITES) {
                judge.decide("role", () => {
                    if ((fn.props.tracingConfig as { mode?: string } | undefined)?.mode !== "Active") return undefined;
                    const permitted = judge.read("role", isPermitted(permissions, { action }));
                    return permitted === false
                        ? `Role '${role.name}' of '${fn.name}' may not write traces: it lacks ${action}.`
                        : undefined;
                });
            }
        }
    },
});
