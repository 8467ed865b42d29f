import type * as aws from "@pulumi/aws";
import { isNarrow } from "../../aws/iam/narrow";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

type Props = ResourceView<aws.lambda.PermissionArgs>["props"];

/** Without a source every account's API, bucket or topic can invoke the function through the service that is let in. */
export const lambdaPermissionScoped = defineRule({
    id: "lambda-permission-scoped",
    displayName: "Lambda permissions name a source ARN or account",
    description:
        "Lambda permissions do not let in everybody, and let in services only for a resource or account that they name.",
    severity: "critical",
    tags: ["lambda", "exposure"],
    frameworks: [fsbp("Lambda.1"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Set sourceArn to the resource that invokes the function; for S3 buckets, whose ARNs name no account, set sourceAccount too.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    examples: ["aws.lambda.Permission orders-api", "RestApi"],
    types: ["aws:lambda/permission:Permission"],
    resource({ name, props }: ResourceView<aws.lambda.PermissionArgs>, judge) {
        judge.decide("principal", () =>
            props.principal === "*" && !isLimited(props) ? `'${name}' lets everybody invoke the function.` : undefined,
        );
        judge.decide("source", () => {
            const { principal = "" } = props;
            // A skill's id stands in a property of its own.
            if (!/\.amazon(aws)?\.com(\.cn)?$/.test(principal) || props.eventSourceToken !== undefined)
                return undefined;
            if (isLimited(props)) return undefined;
            const { sourceArn } = props;
            if (sourceArn === undefined) return `'${name}' lets ${principal} in on behalf of every account.`;
            return isNarrow("aws:sourcearn", sourceArn)
                ? `'${name}' does not name the account of ${sourceArn}, whose name another account can take over.`
                : `'${name}' lets ${principal} in on behalf of every account that matches ${sourceArn}.`;
        });
    },
});

/** Whether a condition names the account, the organization, or a resource with its account. */
function isLimited(props: Props): boolean {
    if (/^\d{12}$/.test(props.sourceAccount ?? "")) return true;
    if (isNarrow("aws:principalorgid", props.principalOrgId ?? "")) return true;
    return /^arn:[^:]+:[^:]+:[^:]*:\d{12}:/.test(props.sourceArn ?? "");
}
