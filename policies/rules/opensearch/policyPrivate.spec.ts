import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchPolicyPrivate } from "./policyPrivate";

const allow = (Principal: unknown, Condition?: object) =>
    documentText({
        Sid: "Use",
        Effect: "Allow",
        Principal,
        Action: "es:ESHttp*",
        Resource: "*",
        ...(Condition && { Condition }),
    });
const domain = subjectsOf("aws:opensearch/domain:Domain");
const older = subjectsOf("aws:elasticsearch/domain:Domain");
const search = (props: object = {}) => domain({ ...props }, { name: "search", outputs: { domainName: "search" } });
const policy = subjectsOf("aws:opensearch/domainPolicy:DomainPolicy", { domainName: "search" });
const everybody = { accessPolicies: allow("*") };
const users = { advancedSecurityOptions: { enabled: true } };
const id = "Principal::*#Use";

describeRule(opensearchPolicyPrivate, {
    passes: {
        "a role": domain({ accessPolicies: allow({ AWS: "arn:aws:iam::111122223333:role/reader" }) }),
        "everybody from some addresses": domain({
            accessPolicies: allow("*", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }),
        }),
        "everybody, where the domain knows its users": domain({ ...everybody, ...users }),
        "a policy by itself, of a domain that knows its users": [search(users), policy(everybody)],
        "a domain without a policy": domain({}),
    },
    violates: {
        "everybody in a list": [domain({ accessPolicies: allow({ AWS: ["*"] }) }), id],
        "everybody of an older domain": [older(everybody), id],
        "a policy by itself": [[search(), policy(everybody)], id],
        "a policy of a domain that is elsewhere": [policy(everybody), id],
        "everybody, with users that are switched off": [
            domain({ ...everybody, advancedSecurityOptions: { enabled: false } }),
            id,
        ],
    },
    missing: [domain(everybody), id],
    undecided: {
        "an unknown policy": [domain({ accessPolicies: UNKNOWN }), "Document::accessPolicies"],
        "unknown users": [domain({ ...everybody, advancedSecurityOptions: UNKNOWN }), "advancedSecurityOptions"],
        "unknown users of another resource": [
            [search({ advancedSecurityOptions: { enabled: UNKNOWN } }), policy(everybody)],
            "advancedSecurityOptions",
            "domainName",
        ],
    },
});
