import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayDeploymentTriggered } from "./deploymentTriggered";

const deployment = subjectsOf("aws:apigateway/deployment:Deployment", { restApi: "a1" });
const deploymentV2 = subjectsOf("aws:apigatewayv2/deployment:Deployment", { apiId: "h1" });

describeRule(apigatewayDeploymentTriggered, {
    passes: {
        "a deployment with a hash": deployment({ triggers: { redeployment: "1" } }),
        "a hash that is not known yet": deployment({ triggers: { redeployment: UNKNOWN } }),
        "one of the second version": deploymentV2({ triggers: { redeployment: "1" } }),
    },
    violates: {
        "no triggers in the block": [deployment({ triggers: {} }), "triggers"],
        "one of the second version": [deploymentV2({}), "triggers"],
    },
    missing: [deployment({}), "triggers"],
    undecided: { "unknown triggers": [deployment({ triggers: UNKNOWN }), "triggers"] },
});
