import { ASSOCIATION_TYPE, isFirewalled } from "../../aws/waf/associations";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const API_TYPE = "aws:appsync/graphQLApi:GraphQLApi";

/** The web ACL belongs to the edge layer and the API to another, so this is decided over all layers. */
export const appsyncApiFirewalled = defineRule({
    id: "appsync-api-firewalled",
    displayName: "Public AppSync APIs have a WAF web ACL",
    description: "Every AppSync API that is not private has a WAF web ACL.",
    severity: "medium",
    level: "advisory",
    tags: ["appsync", "exposure"],
    frameworks: [wellArchitected("SEC05-BP03")],
    remediationSteps: "Associate a regional web ACL with the API's ARN.",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html",
    examples: ["aws.wafv2.WebAclAssociation graphql"],
    types: [API_TYPE, ASSOCIATION_TYPE],
    environment(environment, judgeOf) {
        for (const api of environment.ofType(API_TYPE)) {
            const judge = judgeOf(api);
            judge.decide("webAcl", () => {
                if (api.props.visibility === "PRIVATE") return undefined;
                const firewalled = judge.read("webAcl", isFirewalled(environment, api.outputs.arn as string));
                return firewalled === false ? `No web ACL stands before API '${api.name}'.` : undefined;
            });
        }
    },
});
