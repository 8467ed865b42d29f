import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayStageExecutionLogged } from "./stageExecutionLogged";

const stage = subjectsOf("aws:apigateway/stage:Stage", { restApi: "a1", stageName: "v1" });
const settings = subjectsOf("aws:apigateway/methodSettings:MethodSettings", {
    restApi: "a1",
    stageName: "v1",
    methodPath: "*/*",
    settings: { loggingLevel: "INFO" },
});
const api = subjectsOf("aws:apigatewayv2/api:Api", { protocolType: "WEBSOCKET" });
const stageV2 = subjectsOf("aws:apigatewayv2/stage:Stage", { apiId: "w1" });
const chat = { name: "chat", outputs: { id: "w1" } };
const v1 = { name: "v1" };
const planned = { restApi: UNKNOWN, stageName: UNKNOWN };
const id = "defaultRouteSettings.loggingLevel";

describeRule(apigatewayStageExecutionLogged, {
    passes: {
        "a stage with settings": [stage({}, v1), settings({})],
        "settings that name a stage by reference": [
            stage({ restApi: UNKNOWN }, v1),
            settings(planned, { name: "s", references: { stageName: ["v1"] } }),
        ],
        "settings that name the stage of an API still to be made": [
            { type: "aws:apigateway/restApi:RestApi", name: "api", props: {} },
            stage({ restApi: UNKNOWN }, { ...v1, references: { restApi: ["api"] } }),
            settings({ restApi: UNKNOWN }, { name: "s", references: { restApi: ["api"] } }),
        ],
        "a WebSocket stage with a level": [api({}, chat), stageV2({ defaultRouteSettings: { loggingLevel: "ERROR" } })],
        "an HTTP stage, which has no such logs": [api({ protocolType: "HTTP" }, chat), stageV2({})],
        "a stage of an API elsewhere": stageV2({}),
    },
    violates: {
        "logs switched off": [[stage({}, v1), settings({ settings: { loggingLevel: "OFF" } })], "loggingLevel"],
        "settings for one method": [[stage({}, v1), settings({ methodPath: "orders/POST" })], "loggingLevel"],
        "settings of another stage": [[stage({}, v1), settings({ stageName: "v2" })], "loggingLevel"],
        "settings of another API": [[stage({}, v1), settings({ restApi: "b2" })], "loggingLevel"],
        "settings that name another stage by reference": [
            [
                stage({}, v1),
                stage({ stageName: "v2" }, { name: "v2" }),
                settings(planned, { name: "s", references: { stageName: ["v2"] } }),
            ],
            "loggingLevel",
        ],
        "a WebSocket stage without a level": [[api({}, chat), stageV2({})], id],
    },
    missing: [stage({}, v1), "loggingLevel"],
    undecided: {
        "an unknown level": [[stage({}, v1), settings({ settings: { loggingLevel: UNKNOWN } })], "loggingLevel"],
        "settings of nobody knows which stage": [[stage({}, v1), settings(planned, { name: "s" })], "loggingLevel"],
        "a stage of nobody knows which API": [
            [api({}, { name: "chat", outputs: { id: UNKNOWN } }), stageV2({ apiId: UNKNOWN })],
            id,
        ],
    },
});
