import { some } from "../../aws/iam/admission";
import { FUNCTION_ROLE_TYPES, functionRoles } from "../../aws/iam/functionRoles";
import { judgeReadable } from "../../aws/iam/judging";
import { isPermitted } from "../../aws/iam/permitted";
import { targetOf } from "../../aws/iam/target";
import { wiringOf } from "../../aws/iam/wiring";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** A function whose role cannot do what its wiring asks for fails at deployment, or at its first event. */
export const iamFunctionUndergranted = defineRule({
    id: "iam-function-undergranted",
    displayName: "Lambda execution roles allow what is needed",
    description: "A function's role allows what its destinations, network, tracing, logs and environment need.",
    severity: "medium",
    level: "advisory",
    tags: ["iam", "lambda"],
    frameworks: [wellArchitected("SEC03-BP01"), serverlessLens("SEC 2")],
    remediationSteps: "Allow the action on the resource in the function's role, or remove the connection.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    examples: ["aws.lambda.Function", "aws.iam.RolePolicy place-order", "ServerlessFunction place-order"],
    types: FUNCTION_ROLE_TYPES,
    stack(stack, judgeOf) {
        judgeReadable(stack, judgeOf, FUNCTION_ROLE_TYPES);
        for (const { fn, permissions } of functionRoles(stack)) {
            const judge = judgeOf(fn);
            for (const { by, target, needed, source } of wiringOf(stack, fn)) {
                // What event sources need is a rule of its own.
                if (source !== undefined) continue;
                const arn = target && judge.read(`Need::${by}`, target);
                if (target !== undefined && arn === undefined) continue;
                const named = arn === undefined ? undefined : targetOf(arn);
                const lists = needed.length > 0 ? needed : [[`${named?.service ?? ""}:*`]];
                for (const alternatives of lists) {
                    const id = `Need::${alternatives[0] ?? ""}#${named?.name ?? "*"}`;
                    const permitted = judge.read(
                        id,
                        some(alternatives.map((action) => isPermitted(permissions, { action, arn }))),
                    );
                    judge.decide(id, () =>
                        permitted === false
                            ? `'${fn.name}' needs ${alternatives.join(" or ")}${arn === undefined ? "" : ` on '${arn}'`} for ${by}, which its role does not allow.`
                            : undefined,
                    );
                }
            }
        }
    },
});
