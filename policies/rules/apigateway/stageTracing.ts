import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Traces begin where requests come in. Stages of HTTP and WebSocket APIs have no tracing, so the rule is not about them. */
export const apigatewayStageTracing = defineRule({
    id: "apigateway-stage-tracing",
    displayName: "Stages of REST APIs have X-Ray tracing",
    description: "Stages of REST APIs have X-Ray tracing.",
    severity: "low",
    tags: ["apigateway", "tracing"],
    frameworks: [fsbp("APIGateway.3"), wellArchitected("OPS08-BP03")],
    remediationSteps: "Set xrayTracingEnabled: true.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
    examples: ["aws.apigateway.Stage", "RestApi"],
    types: ["aws:apigateway/stage:Stage"],
    ...settings<aws.apigateway.StageArgs>({
        xrayTracingEnabled: setTo(true, (name) => `Stage '${name}' is not traced.`),
    }),
});
