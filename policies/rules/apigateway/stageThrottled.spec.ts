import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayStageThrottled } from "./stageThrottled";

const stage = subjectsOf("aws:apigateway/stage:Stage", { restApi: "a1", stageName: "v1" });
const limits = { throttlingRateLimit: 500, throttlingBurstLimit: 1000 };
const settings = subjectsOf("aws:apigateway/methodSettings:MethodSettings", {
    restApi: "a1",
    stageName: "v1",
    methodPath: "*/*",
    settings: limits,
});
const stageV2 = subjectsOf("aws:apigatewayv2/stage:Stage", { apiId: "h1" });
const [rate, burst] = ["throttlingRateLimit", "throttlingBurstLimit"];
const api = subjectsOf("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });

describeRule(apigatewayStageThrottled, {
    passes: {
        "an API without a stage": api({}),
        "a stage with limits": [stage({}), settings({})],
        "a stage of an HTTP API with limits": stageV2({ defaultRouteSettings: limits }),
    },
    violates: {
        "the stage of an API that is made by its target": [api({ target: "arn:aws:lambda:x" }), "target"],
        "one by a target that is not known yet": [api({ target: UNKNOWN }), "target"],
        "a limit that is none": [[stage({}), settings({ settings: { ...limits, throttlingRateLimit: -1 } })], rate],
        "limits of one method": [[stage({}), settings({ methodPath: "orders/POST" })], rate, burst],
        "a stage of an HTTP API without limits": [
            stageV2({}),
            `defaultRouteSettings.${rate}`,
            `defaultRouteSettings.${burst}`,
        ],
        "bursts left out, next to a rate that is not known": [
            stageV2({ defaultRouteSettings: { throttlingRateLimit: UNKNOWN } }),
            `defaultRouteSettings.${burst}`,
        ],
    },
    missing: [stage({}), rate, burst],
    undecided: {
        "unknown settings": [[stage({}), settings({ settings: UNKNOWN })], rate, burst],
        "an unknown rate": [
            stageV2({ defaultRouteSettings: { ...limits, throttlingRateLimit: UNKNOWN } }),
            `defaultRouteSettings.${rate}`,
        ],
    },
});
