import { reading } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackView } from "../../framework/stack";

const STAGE_TYPE = "aws:apigateway/stage:Stage";
const API_TYPE = "aws:apigateway/restApi:RestApi";
const ASSOCIATION_TYPE = "aws:wafv2/webAclAssociation:WebAclAssociation";

/** The web ACL belongs to the edge layer and the stage to another, so this is decided over all layers. */
export const apigatewayStageFirewalled = defineRule({
    id: "apigateway-stage-firewalled",
    displayName: "Public stages are behind a web ACL",
    description: "Every stage of a REST API that is not private has a WAF web ACL.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "exposure"],
    frameworks: [fsbp("APIGateway.4"), wellArchitected("SEC05-BP03")],
    remediationSteps: "Associate a regional web ACL with the stage's ARN.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
    examples: {
        aws: `new aws.wafv2.WebAclAssociation("api", { resourceArn: stage.arn, webAclArn: webAcl.arn });`,
    },
    types: [STAGE_TYPE],
    environment(environment, judgeOf) {
        const protectedArns = environment
            .ofType(ASSOCIATION_TYPE)
            .map(({ props }) => reading(() => props.resourceArn as string));
        for (const stage of environment.ofType(STAGE_TYPE)) {
            const judge = judgeOf(stage);
            judge.decide("webAcl", () => {
                if (isPrivate(environment, stage.props.restApi as string)) return undefined;
                const arn = stage.outputs.arn as string;
                if (protectedArns.some((found) => found.known && found.value === arn)) return undefined;
                if (protectedArns.some((found) => judge.read("webAcl", found) === undefined)) return undefined;
                return `No web ACL stands before stage '${stage.name}'.`;
            });
        }
    },
});

function isPrivate(environment: StackView, id: string): boolean {
    const api = environment.ofType(API_TYPE).find(({ outputs }) => outputs.id === id || outputs.restApiId === id);
    const types = (api?.props.endpointConfiguration as { types?: unknown } | undefined)?.types;
    return types === "PRIVATE" || (Array.isArray(types) && types.includes("PRIVATE"));
}
