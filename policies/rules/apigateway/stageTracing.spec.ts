import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayStageTracing } from "./stageTracing";

const stage = subjectsOf("aws:apigateway/stage:Stage", { stageName: "v1" });

describeRule(apigatewayStageTracing, {
    passes: {
        "a traced stage": stage({ xrayTracingEnabled: true }),
        "stages of HTTP and WebSocket APIs, which cannot be traced": {
            type: "aws:apigatewayv2/stage:Stage",
            props: {},
        },
    },
    violates: { "tracing switched off": [stage({ xrayTracingEnabled: false }), "xrayTracingEnabled"] },
    missing: [stage({}), "xrayTracingEnabled"],
    undecided: { "an unknown setting": [stage({ xrayTracingEnabled: UNKNOWN }), "xrayTracingEnabled"] },
});
