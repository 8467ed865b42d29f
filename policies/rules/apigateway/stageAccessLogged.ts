import type * as aws from "@pulumi/aws";
import { STAGE_TYPE, STAGE_V2_TYPE } from "../../aws/apigateway/settings";
import { API_V2_TYPE, isQuicklyMade } from "../../aws/apigateway/webSocket";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Logs that are not JSON cannot be asked questions. `$context` variables stand for text or numbers in them. */
export const apigatewayStageAccessLogged = defineRule({
    id: "apigateway-stage-access-logged",
    displayName: "API Gateway stages have access logging",
    description: "Stages of REST, HTTP and WebSocket APIs write access logs as JSON.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "logging"],
    frameworks: [fsbp("APIGateway.9"), wellArchitected("SEC04-BP01")],
    remediationSteps:
        "Set accessLogSettings: { destinationArn, format } with a format of JSON; make stages by aws.apigatewayv2.Stage and not by target of the API.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    examples: ["aws.apigateway.Stage", "RestApi"],
    types: [STAGE_TYPE, STAGE_V2_TYPE, API_V2_TYPE],
    resource(resource: ResourceView<any>, judge) {
        const { name, props } = resource as ResourceView<aws.apigateway.StageArgs>;
        if (resource.type === API_V2_TYPE) {
            judge.decide("target", () =>
                isQuicklyMade(resource)
                    ? `The stage that API '${name}' makes by 'target' has no access logs.`
                    : undefined,
            );
            return;
        }
        judge.decide("accessLogSettings.destinationArn", () =>
            (props.accessLogSettings?.destinationArn ?? "") === "" ? `Stage '${name}' has no access logs.` : undefined,
        );
        judge.decide("accessLogSettings.format", () => {
            if (props.accessLogSettings === undefined) return undefined;
            return isJson(props.accessLogSettings.format ?? "")
                ? undefined
                : `The access logs of stage '${name}' are not JSON.`;
        });
    },
});

function isJson(format: string): boolean {
    try {
        return typeof JSON.parse(format.replace(/\$context(\.\w+)+/g, "0")) === "object";
    } catch {
        return false;
    }
}
