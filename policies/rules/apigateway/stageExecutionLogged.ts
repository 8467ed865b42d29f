import { SETTINGS_TYPE, settingsOf, STAGE_TYPE, STAGE_V2_TYPE } from "../../aws/apigateway/settings";
import { API_V2_TYPE, protocolOf } from "../../aws/apigateway/webSocket";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** HTTP APIs have no such logs. Settings for one method are not enough: the others stay silent. */
export const apigatewayStageExecutionLogged = defineRule({
    id: "apigateway-stage-execution-logged",
    displayName: "API Gateway stages have execution logging",
    description: "REST and WebSocket stages log at least the errors of their methods and routes.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "logging"],
    frameworks: [fsbp("APIGateway.1"), wellArchitected("SEC04-BP01")],
    remediationSteps:
        'Make aws.apigateway.MethodSettings with methodPath: "*/*" and settings.loggingLevel "ERROR" or "INFO"; for WebSocket stages set defaultRouteSettings.loggingLevel.',
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    examples: ["aws.apigateway.MethodSettings", "RestApi"],
    types: [STAGE_TYPE, SETTINGS_TYPE, STAGE_V2_TYPE, API_V2_TYPE],
    stack(stack, judgeOf) {
        for (const stage of stack.ofType(STAGE_TYPE)) {
            const judge = judgeOf(stage);
            judge.decide("loggingLevel", () => {
                const found = settingsOf(stack, stage);
                const settings = judge.read("loggingLevel", found);
                if (!found.known || isLevel(settings?.props.settings?.loggingLevel)) return undefined;
                return `Stage '${stage.name}' has no execution logs for all its methods.`;
            });
        }
        for (const stage of stack.ofType(STAGE_V2_TYPE)) {
            const judge = judgeOf(stage);
            judge.decide("defaultRouteSettings.loggingLevel", () => {
                const protocol = judge.read("defaultRouteSettings.loggingLevel", protocolOf(stack, stage));
                return protocol === "WEBSOCKET" && !isLevel(stage.props.defaultRouteSettings?.loggingLevel)
                    ? `Stage '${stage.name}' has no execution logs.`
                    : undefined;
            });
        }
    },
});

function isLevel(level: unknown): boolean {
    return level === "ERROR" || level === "INFO";
}
