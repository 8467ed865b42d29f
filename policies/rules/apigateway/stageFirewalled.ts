import { ASSOCIATION_TYPE, isFirewalled } from "../../aws/waf/associations";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackView } from "../../framework/stack";

const STAGE_TYPE = "aws:apigateway/stage:Stage";
const API_TYPE = "aws:apigateway/restApi:RestApi";

/** The web ACL belongs to the edge layer and the stage to another, so this is decided over all layers. */
export const apigatewayStageFirewalled = defineRule({
    id: "apigateway-stage-firewalled",
    displayName: "Public stages of REST APIs have a WAF web ACL",
    description: "Every stage of a REST API that is not private has a WAF web ACL.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "exposure"],
    frameworks: [fsbp("APIGateway.4"), wellArchitected("SEC05-BP03")],
    remediationSteps: "Associate a regional web ACL with the stage's ARN.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
    examples: ["aws.wafv2.WebAclAssociation orders", "RestApi"],
    types: [STAGE_TYPE, API_TYPE, ASSOCIATION_TYPE],
    environment(environment, judgeOf) {
        for (const stage of environment.ofType(STAGE_TYPE)) {
            const judge = judgeOf(stage);
            judge.decide("webAcl", () => {
                if (isPrivate(environment, stage.props.restApi as string)) return undefined;
                const firewalled = judge.read("webAcl", isFirewalled(environment, stage.outputs.arn as string));
                return firewalled === false ? `No web ACL stands before stage '${stage.name}'.` : undefined;
            });
        }
    },
});

function isPrivate(environment: StackView, id: string): boolean {
    const [api] = environment.named(id, [API_TYPE], ["id", "restApiId"]);
    const types = (api?.props.endpointConfiguration as { types?: unknown } | undefined)?.types;
    return types === "PRIVATE" || (Array.isArray(types) && types.includes("PRIVATE"));
}
