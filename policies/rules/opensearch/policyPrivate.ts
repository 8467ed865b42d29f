import { judgeOpenStatements } from "../../aws/exposure/openStatement";
import { DOMAIN_POLICY_TYPES, DOMAIN_TYPES, isFineGrained } from "../../aws/opensearch/domains";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/**
 * A policy that names nobody lets in whoever reaches the endpoint, without a signature. With fine-grained access control the
 * domain asks for its own users instead, and AWS recommends such a policy:
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
 */
export const opensearchPolicyPrivate = defineRule({
    id: "opensearch-policy-private",
    displayName: "OpenSearch access policies have no public principal",
    description:
        "Access policies of OpenSearch domains do not allow everybody without a condition, unless the domain knows its users.",
    severity: "critical",
    tags: ["opensearch", "exposure"],
    frameworks: [wellArchitected("SEC03-BP07")],
    remediationSteps: "Name roles in Principal, or enable advancedSecurityOptions.",
    url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html",
    examples: ["aws.opensearch.DomainPolicy"],
    types: [...DOMAIN_TYPES, ...DOMAIN_POLICY_TYPES],
    resource(resource: ResourceView, judge) {
        const isDomain = (DOMAIN_TYPES as readonly string[]).includes(resource.type);
        if (!isDomain || judge.read("advancedSecurityOptions", isFineGrained(resource)) !== false) return;
        judgeOpenStatements(resource, judge);
    },
    stack(stack, judgeOf) {
        for (const policy of stack.ofType(...DOMAIN_POLICY_TYPES)) {
            const judge = judgeOf(policy);
            const links = stack.ofType(...DOMAIN_TYPES).map((domain) => ({
                domain,
                link: stack.refersTo(policy, "domainName", domain, ["domainName"]),
            }));
            const domain = links.find(({ link }) => link.known && link.value)?.domain;
            if (domain !== undefined && judge.read("domainName", isFineGrained(domain)) !== false) continue;
            judgeOpenStatements(policy, judge);
        }
    },
});
