import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Traces begin where requests come in. */
export const appsyncApiTracing = defineRule({
    id: "appsync-api-tracing",
    displayName: "AppSync APIs have X-Ray tracing",
    description: "AppSync APIs have X-Ray tracing.",
    severity: "low",
    tags: ["appsync", "tracing"],
    frameworks: [wellArchitected("OPS08-BP03")],
    remediationSteps: "Set xrayEnabled: true.",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html",
    examples: {
        aws: `new aws.appsync.GraphQLApi("orders", {
    authenticationType: "AMAZON_COGNITO_USER_POOLS",
    userPoolConfig: { userPoolId: userPool.id, defaultAction: "ALLOW" },
    xrayEnabled: true,
});`,
    },
    level: "advisory",
    types: ["aws:appsync/graphQLApi:GraphQLApi"],
    resource({ name, props }: ResourceView<aws.appsync.GraphQLApiArgs>, judge) {
        judge.decide("xrayEnabled", () => (props.xrayEnabled === true ? undefined : `'${name}' is not traced.`));
    },
    remediate({ props }: ResourceView<aws.appsync.GraphQLApiArgs>) {
        props.xrayEnabled = true;
    },
});
