import type * as aws from "@pulumi/aws";
import { REST_API_COMPONENT } from "../../apigateway/examples";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A deployment is a copy of the API. Without triggers it is made once, and every later change of a method stays without effect. Pulumi makes
 * the new one before it deletes the old one, unless told otherwise. */
export const apigatewayDeploymentTriggered = defineRule({
    id: "apigateway-deployment-triggered",
    displayName: "Deployments follow their API",
    description: "Deployments of APIs have triggers, so that a change of the API is deployed.",
    severity: "medium",
    tags: ["apigateway", "operations"],
    frameworks: [serverlessLens("OPS 2"), wellArchitected("OPS06-BP04")],
    remediationSteps: "Set triggers: { redeployment: hash } with a hash over what is deployed.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
    examples: {
        aws: `new aws.apigateway.Deployment("orders", {
    restApi: api.id,
    triggers: { redeployment: api.rootResourceId },
});`,
        component: REST_API_COMPONENT,
    },
    level: "advisory",
    types: ["aws:apigateway/deployment:Deployment", "aws:apigatewayv2/deployment:Deployment"],
    resource({ name, props }: ResourceView<aws.apigateway.DeploymentArgs>, judge) {
        judge.decide("triggers", () =>
            Object.keys(props.triggers ?? {}).length === 0
                ? `Deployment '${name}' is not made anew when its API changes.`
                : undefined,
        );
    },
});
