import { judgeOpenStatements } from "../../aws/exposure/openStatement";
import { typesWithDocuments } from "../../aws/iam/sources";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/**
 * Those that a rule of their own asks for, and API Gateway: its methods are authorized by themselves, and its policies say from
 * where they may be called.
 */
const LEFT_OUT =
    /^aws:(apigateway|elasticsearch|kms|opensearch|sns|sqs)\/|^aws:lambda\/permission:|^aws:s3\/bucket(V2|Policy)?:/;
const TYPES = typesWithDocuments("resource").filter((type) => !LEFT_OUT.test(type));

/** What a resource's policy gives to everybody is public, whatever the resource. */
export const iamResourcePolicyPrivate = defineRule({
    id: "iam-resource-policy-private",
    displayName: "Resource policies have no public principal",
    description:
        "Policies of repositories, secrets, layers, event buses and other resources do not allow everybody, unless limited by a condition on the caller.",
    severity: "critical",
    tags: ["iam", "exposure"],
    frameworks: [wellArchitected("SEC03-BP07")],
    remediationSteps:
        "Name roles, accounts or services in Principal, or add a condition on aws:PrincipalOrgID, aws:SourceAccount or aws:SourceArn.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
    examples: ["aws.ecr.RepositoryPolicy"],
    types: TYPES,
    resource(resource: ResourceView, judge) {
        judgeOpenStatements(resource, judge);
    },
});
