import type * as aws from "@pulumi/aws";
import { SETTINGS_TYPE, settingsOf, STAGE_TYPE, STAGE_V2_TYPE } from "../../aws/apigateway/settings";
import { API_V2_TYPE, isQuicklyMade } from "../../aws/apigateway/webSocket";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const LIMITS = ["throttlingRateLimit", "throttlingBurstLimit"] as const;

/** What a stage does not limit itself, all APIs of the account and region share: one of them can take it from the others. -1 is no limit,
 * and zero refuses everything. */
export const apigatewayStageThrottled = defineRule({
    id: "apigateway-stage-throttled",
    displayName: "API Gateway stages have throttling limits",
    description: "Stages limit the rate and the bursts of requests for all their methods or routes.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "availability"],
    frameworks: [serverlessLens("REL 1"), wellArchitected("REL05-BP02")],
    remediationSteps:
        'Make aws.apigateway.MethodSettings with methodPath: "*/*", throttlingRateLimit and throttlingBurstLimit; for HTTP and WebSocket stages set them in defaultRouteSettings.',
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
    examples: ["aws.apigateway.MethodSettings", "RestApi"],
    types: [STAGE_TYPE, SETTINGS_TYPE, STAGE_V2_TYPE, API_V2_TYPE],
    resource(resource: ResourceView<any>, judge) {
        const { type, name, props } = resource as ResourceView<aws.apigatewayv2.StageArgs>;
        if (type === API_V2_TYPE) {
            judge.decide("target", () =>
                isQuicklyMade(resource)
                    ? `The stage that API '${name}' makes by 'target' limits no requests.`
                    : undefined,
            );
        }
        if (type !== STAGE_V2_TYPE) return;
        for (const limit of LIMITS) {
            judge.decide(`defaultRouteSettings.${limit}`, () =>
                (props.defaultRouteSettings?.[limit] ?? 0) > 0 ? undefined : `Stage '${name}' has no ${limit}.`,
            );
        }
    },
    stack(stack, judgeOf) {
        for (const stage of stack.ofType(STAGE_TYPE)) {
            const judge = judgeOf(stage);
            for (const limit of LIMITS) {
                judge.decide(limit, () => {
                    const found = settingsOf(stack, stage);
                    const settings = judge.read(limit, found);
                    return !found.known || (settings?.props.settings?.[limit] ?? -1) > 0
                        ? undefined
                        : `Stage '${stage.name}' has no ${limit} for all its methods.`;
                });
            }
        }
    },
});
