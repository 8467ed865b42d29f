import { canonicalAction } from "../../aws/iam/actions";
import { limitsAny, uncounted } from "../../aws/iam/condition";
import type { Statement } from "../../aws/iam/document";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { serviceOf } from "../../aws/iam/principal";
import { typesWithDocuments } from "../../aws/iam/sources";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Keys by which a service says for whom it acts. */
const SOURCE_KEYS = [
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
] as const;

/**
 * Permissions of functions have a rule of their own. AWS documents keys for services without a source, as for encrypted topics:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const LEFT_OUT = /^aws:(kms\/|lambda\/permission:)/;
/**
 * What a service does without naming a source. EventBridge makes a log stream so before it writes to it for a rule:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 */
const SOURCELESS_ACTIONS: Readonly<Record<string, readonly string[]>> = {
    "delivery.logs.amazonaws.com": ["logs:CreateLogStream"],
    "events.amazonaws.com": ["logs:CreateLogStream"],
};

const TYPES = typesWithDocuments("resource").filter((type) => !LEFT_OUT.test(type));

/** A service acts for every account that asks it to; a resource says for which of them it may. */
export const iamResourceConfusedDeputy = defineRule({
    id: "iam-resource-confused-deputy",
    displayName: "Resource policies bind services to aws:SourceAccount",
    description:
        "Resource policies let services in only on behalf of an account, organization or resource that they name.",
    severity: "high",
    tags: ["iam", "exposure"],
    frameworks: [wellArchitected("SEC03-BP07")],
    remediationSteps:
        'Add Condition: { StringEquals: { "aws:SourceAccount": accountId } }, or ArnEquals on aws:SourceArn with the resource for which the service acts.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    examples: ["aws.sqs.QueuePolicy dead-letters", "LogArchive"],
    types: TYPES,
    parameters: {
        sourceless: {
            type: "array",
            description:
                "Services that are let in without a source: by default those that name none when they deliver a load balancer's logs, or notifications of AWS Backup and of the developer tools.",
            default: [
                "backup.amazonaws.com",
                "codestar-notifications.amazonaws.com",
                "logdelivery.elasticloadbalancing.amazonaws.com",
            ],
            items: { type: "string" },
        },
    },
    resource(resource: ResourceView, judge, { sourceless }) {
        judgeStatements(resource, judge, ["resource"], "Allow", (statement, source) => {
            for (const found of statement.principals ?? []) {
                const principal = judge.read(`Service::#${statement.label}`, found);
                if (principal?.kind !== "Service") continue;
                const service = serviceOf(principal);
                if (sourceless.includes(service) || asksOnly(statement, SOURCELESS_ACTIONS[service] ?? [])) continue;
                const id = `Service::${service}#${statement.label}`;
                judge.decide(id, () => undefined);
                if (judge.read(id, limitsAny(statement.conditions, SOURCE_KEYS)) !== false) continue;
                const place = placeOf(resource, source, statement);
                judge.violation(
                    id,
                    `${place} lets ${service} in on behalf of any account${uncounted(statement.conditions, SOURCE_KEYS)}.`,
                );
            }
        });
    },
});

/** Whether a statement is about nothing but some actions. */
function asksOnly({ actions }: Statement, known: readonly string[]): boolean {
    return (
        actions !== undefined &&
        actions.length > 0 &&
        actions.every((action) => action.known && known.includes(canonicalAction(action.value)))
    );
}
