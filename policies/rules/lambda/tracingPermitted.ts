import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";
import { reaches } from "../../iam/actions";
import { perStack } from "../../iam/perStack";
import { documentsOf } from "../../iam/sources";
import { FUNCTION_COMPONENT } from "../../lambda/examples";
import { FUNCTION_TYPE } from "../../lambda/functions";
import { judgeReadable } from "../../iam/judging";

const ROLE_TYPE = "aws:iam/role:Role";
const POLICY_TYPE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT_TYPE = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const MANAGED_TYPE = "aws:iam/policy:Policy";
const ROLE_NAMES = ["name", "id", "arn"];
/** AWS's own policies that do not let a role write traces, of those that functions usually have. */
const WITHOUT_XRAY = /:aws:policy\/(service-role\/AWSLambda|AmazonSSM|AmazonS3|AmazonDynamoDB|AmazonSQS)/;

/** Tracing that the role may not write to X-Ray records nothing, and says nothing about it. */
export const lambdaTracingPermitted = defineRule({
    id: "lambda-tracing-permitted",
    displayName: "Roles may write traces",
    description: "The role of a function with active tracing may write to X-Ray.",
    severity: "low",
    level: "advisory",
    tags: ["lambda", "iam", "tracing"],
    frameworks: [wellArchitected("OPS08-BP03")],
    remediationSteps: 'Allow xray:PutTraceSegments and xray:PutTelemetryRecords on "*" in the function\'s role.',
    url: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    examples: {
        aws: `const worker = new aws.iam.Role("worker", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new aws.iam.RolePolicy("tracing", {
    role: worker.name,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
        ],
    }),
});
new aws.lambda.Function("work", {
    role: worker.arn,
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    tracingConfig: { mode: "Active" },
});`,
        component: FUNCTION_COMPONENT,
    },
    types: [FUNCTION_TYPE, ROLE_TYPE, POLICY_TYPE, ATTACHMENT_TYPE, MANAGED_TYPE],
    stack(stack, judgeOf) {
        judgeReadable(stack, judgeOf, [ROLE_TYPE, POLICY_TYPE, MANAGED_TYPE]);
        for (const lambda of stack.ofType(FUNCTION_TYPE)) {
            const judge = judgeOf(lambda);
            judge.decide("role", () => {
                if ((lambda.props.tracingConfig as { mode?: string } | undefined)?.mode !== "Active") return undefined;
                const role = rolesOf(stack).get(lambda);
                // A role of elsewhere is not this stack's to judge.
                if (role === undefined) return undefined;
                return mayTrace(stack, role)
                    ? undefined
                    : `Role '${role.name}' of '${lambda.name}' may not write traces.`;
            });
        }
    },
});

/** The roles of a stack, by its functions that have them. */
const rolesOf = perStack((stack) => {
    const roles = stack.ofType(ROLE_TYPE).flatMap((role) => {
        const functions = stack.attachedTo(role, { types: [FUNCTION_TYPE], property: "role", identities: ["arn"] });
        return functions.known ? functions.value.map((lambda): [StackResource, StackResource] => [lambda, role]) : [];
    });
    return new Map(roles);
});

/** The managed policies of a stack, by what attaches them. */
const managedBy = perStack((stack) => {
    const children = { types: [ATTACHMENT_TYPE], property: "policyArn", identities: ["arn"] };
    const links = stack.ofType(MANAGED_TYPE).flatMap((policy) => {
        const attachments = stack.attachedTo(policy, children);
        return (attachments.known ? attachments.value : []).map((attachment) => ({ attachment, policy }));
    });
    return new Map(links.map(({ attachment, policy }) => [attachment, policy]));
});

/** Reads an unknown document only when no known one decides. */
function mayTrace(stack: StackView, role: StackResource): boolean {
    const attached = (type: string) => {
        const found = stack.attachedTo(role, { types: [type], property: "role", identities: ROLE_NAMES });
        return found.known ? found.value : stack.ofType(type);
    };
    const attachments = attached(ATTACHMENT_TYPE);
    const managed = attachments.flatMap((attachment) => managedBy(stack).get(attachment) ?? []);
    const isJudged = (attachment: StackResource) =>
        managed.some((policy) => attachment.referencesOf("policyArn").includes(policy.urn));
    const answers = [
        ...[role, ...attached(POLICY_TYPE), ...managed].map((holder) => reading(() => allowsTraces(holder))),
        ...attachments
            .filter((attachment) => !isJudged(attachment))
            .map((attachment) => reading(() => !WITHOUT_XRAY.test(attachment.props.policyArn as string))),
    ];
    if (answers.some((answer) => answer.known && answer.value)) return true;
    if (answers.every((answer) => answer.known)) return false;
    const [open] = [role, ...attached(POLICY_TYPE), ...managed, ...attachments].filter(
        (holder) => !reading(() => holder.props.policy ?? holder.props.policyArn).known,
    );
    return (open?.props.policy ?? open?.props.policyArn) === undefined;
}

function allowsTraces(holder: StackResource): boolean {
    return documentsOf(holder, "identity").some(({ document }) =>
        document.known
            ? document.value.statements.some(
                  (statement) =>
                      statement.known &&
                      statement.value.effect.known &&
                      statement.value.effect.value === "Allow" &&
                      (statement.value.actions ?? []).some(
                          (action) => action.known && reaches(action.value, "xray:PutTraceSegments"),
                      ),
              )
            : (holder.props.policy as unknown) === undefined,
    );
}
