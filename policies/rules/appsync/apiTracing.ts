import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Traces begin where requests come in. */
export const appsyncApiTracing = defineRule({
    id: "appsync-api-tracing",
    displayName: "AppSync APIs have X-Ray tracing",
    description: "AppSync APIs have X-Ray tracing.",
    severity: "low",
    level: "advisory",
    tags: ["appsync", "tracing"],
    frameworks: [wellArchitected("OPS08-BP03")],
    remediationSteps: "Set xrayEnabled: true.",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html",
    examples: ["aws.appsync.GraphQLApi"],
    types: ["aws:appsync/graphQLApi:GraphQLApi"],
    ...settings<aws.appsync.GraphQLApiArgs>({
        xrayEnabled: setTo(true, (name) => `'${name}' is not traced.`),
    }),
});
