import type * as aws from "@pulumi/aws";
import { reading, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";

/** Both tokens of a search domain: of OpenSearch, and of what it was called before. */
export const DOMAIN_TYPES = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"] as const;

/** What gives a domain its access policy from outside. */
export const DOMAIN_POLICY_TYPES = [
    "aws:opensearch/domainPolicy:DomainPolicy",
    "aws:elasticsearch/domainPolicy:DomainPolicy",
] as const;

/** Whether a domain has fine-grained access control, and so users of its own. */
export function isFineGrained(domain: ResourceView<any>): Reading<boolean> {
    const { props } = domain as ResourceView<aws.opensearch.DomainArgs>;
    return reading(() => props.advancedSecurityOptions?.enabled === true);
}
