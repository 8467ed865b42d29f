import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayDataTraceOff } from "./dataTraceOff";

const settings = subjectsOf("aws:apigateway/methodSettings:MethodSettings", { methodPath: "*/*" });
const stageV2 = subjectsOf("aws:apigatewayv2/stage:Stage");
const traced = { dataTraceEnabled: true };

describeRule(apigatewayDataTraceOff, {
    passes: {
        "settings that say nothing of it": settings({ settings: { loggingLevel: "INFO" } }),
        "traces switched off": settings({ settings: { dataTraceEnabled: false } }),
        "a stage of an HTTP API": stageV2({}),
    },
    violates: {
        "a WebSocket stage": [stageV2({ defaultRouteSettings: traced }), "defaultRouteSettings.dataTraceEnabled"],
        "one route behind an unknown one": [
            stageV2({ routeSettings: [UNKNOWN, traced] }),
            "routeSettings[1].dataTraceEnabled",
        ],
    },
    missing: [settings({ settings: traced }), "settings.dataTraceEnabled"],
    undecided: {
        "an unknown setting": [settings({ settings: { dataTraceEnabled: UNKNOWN } }), "settings.dataTraceEnabled"],
        "unknown routes": [stageV2({ routeSettings: UNKNOWN }), "routeSettings"],
    },
});
