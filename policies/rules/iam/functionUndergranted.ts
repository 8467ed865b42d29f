import { isKnown } from "../../framework/reading";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { Statement } from "../../iam/document";
import { GRANT_COMPONENT } from "../../iam/examples";
import { FUNCTION_ROLE_TYPES, functionRoles } from "../../iam/functionRoles";
import { allows, anyOf, both } from "../../iam/grants";
import type { Permissions } from "../../iam/holders";
import { managedActions } from "../../iam/managedGrants";
import { isOnlyWildcards, patternOf } from "../../iam/pattern";
import { targetOf } from "../../iam/target";
import { wiringOf } from "../../iam/wiring";
import { judgeReadable } from "../../iam/judging";

/** A function whose role cannot do what its wiring asks for fails at deployment, or at its first event. */
export const iamFunctionUndergranted = defineRule({
    id: "iam-function-undergranted",
    displayName: "Functions may do what they are wired to",
    description:
        "A function's role allows what its triggers, destinations, network, tracing, logs and environment need.",
    severity: "medium",
    level: "advisory",
    tags: ["iam", "lambda"],
    frameworks: [wellArchitected("SEC03-BP01"), serverlessLens("SEC 2")],
    remediationSteps: "Allow the action on the resource in the function's role, or remove the connection.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    examples: {
        aws: `const worker = new aws.iam.Role("worker", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
const orders = new aws.sqs.Queue("orders", { visibilityTimeoutSeconds: 180 });
new aws.iam.RolePolicy("work", {
    role: worker.name,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: pulumi.interpolate\`\${logGroup.arn}:*\`,
            },
            {
                Effect: "Allow",
                Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                Resource: orders.arn,
            },
        ],
    }),
});
const work = new aws.lambda.Function("work", {
    role: worker.arn,
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    timeout: 30,
    loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
});
new aws.lambda.EventSourceMapping("orders", {
    functionName: work.arn,
    eventSourceArn: orders.arn,
    functionResponseTypes: ["ReportBatchItemFailures"],
});`,
        component: GRANT_COMPONENT,
    },
    types: FUNCTION_ROLE_TYPES,
    stack(stack, judgeOf) {
        judgeReadable(stack, judgeOf, FUNCTION_ROLE_TYPES);
        for (const { fn, permissions } of functionRoles(stack)) {
            // A policy that is not to be seen may allow anything.
            if (permissions.foreign.some((arn) => managedActions(arn) === undefined)) continue;
            const judge = judgeOf(fn);
            for (const { by, target, needed } of wiringOf(stack, fn)) {
                const arn = target && judge.read(`Need::${by}`, target);
                if (target !== undefined && arn === undefined) continue;
                const named = arn === undefined ? undefined : targetOf(arn);
                const lists = needed.length > 0 ? needed : [[`${named?.service ?? ""}:*`]];
                for (const alternatives of lists) {
                    const id = `Need::${alternatives[0] ?? ""}#${named?.name ?? "*"}`;
                    if (alternatives.some((action) => isGranted(permissions, action, arn))) {
                        judge.decide(id, () => undefined);
                        continue;
                    }
                    const [pending] = permissions.unknown;
                    if (pending !== undefined) judge.read(id, { known: false, path: pending });
                    else
                        judge.violation(
                            id,
                            `'${fn.name}' needs ${alternatives.join(" or ")}${arn === undefined ? "" : ` on '${arn}'`} for ${by}, which its role does not allow.`,
                        );
                }
            }
        }
    },
});

function isGranted(permissions: Permissions, action: string, arn: string | undefined): boolean {
    const { granted, refused, boundary, foreign } = permissions;
    const service = /^(.*):\*$/.exec(action)?.[1];
    const isAbout = (statement: Statement): boolean => {
        const reached = service === undefined ? allows(statement, action) : usesService(statement, service);
        const open = both(reached, () => (arn === undefined ? { known: true, value: true } : covers(statement, arn)));
        return open.known && open.value;
    };
    const isAllowed =
        granted.some(({ statements }) => statements.some(isAbout)) ||
        foreign.some((policy) =>
            managedActions(policy)?.some((name) => name === action || service === name.split(":")[0]),
        );
    // What a denial of some of a service's actions leaves, only the code knows.
    const denials = service === undefined ? [...refused, ...(boundary?.refused ?? [])] : [];
    return (
        isAllowed &&
        (boundary === undefined || boundary.granted.some(isAbout)) &&
        !denials.some((statement) => isSureDenial(statement, action, arn))
    );
}

/** Whether a denial holds under no condition, and for all of the resource. */
function isSureDenial(statement: Statement, action: string, arn: string | undefined): boolean {
    const { resources = [], conditions } = statement;
    const reached = allows(statement, action);
    const whole = resources
        .filter(isKnown)
        .some(({ value }) => isOnlyWildcards(value) || (arn !== undefined && patternOf(value).test(arn)));
    return conditions.length === 0 && reached.known && reached.value && whole;
}

/** Whether a statement has an action of a service: which one it needs, only the code knows. */
function usesService({ actions, notActions }: Statement, service: string) {
    if (actions === undefined) return { known: true as const, value: notActions !== undefined };
    return anyOf(actions, (pattern) => patternOf(pattern.split(":")[0] ?? "").test(service));
}

/** Whether a statement is about a resource, or about something in it. */
function covers({ resources, notResources }: Statement, arn: string) {
    if (notResources !== undefined)
        return {
            known: true as const,
            value: !notResources.filter(isKnown).some(({ value }) => patternOf(value).test(arn)),
        };
    return anyOf(
        resources ?? [],
        (resource) => isOnlyWildcards(resource) || patternOf(resource).test(arn) || resource.startsWith(`${arn}/`),
    );
}
