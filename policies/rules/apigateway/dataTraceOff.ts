import type * as aws from "@pulumi/aws";
import { SETTINGS_TYPE, STAGE_V2_TYPE } from "../../aws/apigateway/settings";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Data traces put tokens and personal data into the logs. They are off unless asked for. */
export const apigatewayDataTraceOff = defineRule({
    id: "apigateway-data-trace-off",
    displayName: "API Gateway stages have data tracing switched off",
    description: "Stages of REST and WebSocket APIs do not log whole requests and responses.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "logging"],
    frameworks: [wellArchitected("SEC08-BP04")],
    remediationSteps: "Set dataTraceEnabled: false, or leave it out.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    examples: ["aws.apigateway.MethodSettings", "RestApi"],
    types: [SETTINGS_TYPE, STAGE_V2_TYPE],
    resource(resource: ResourceView, judge) {
        const problem = (id: string, isOn: boolean | undefined) =>
            isOn === true ? `'${resource.name}' logs whole requests (${id}).` : undefined;
        const decide = (id: string, read: () => boolean | undefined) => judge.decide(id, () => problem(id, read()));
        if (resource.type === SETTINGS_TYPE) {
            const { props } = resource as ResourceView<aws.apigateway.MethodSettingsArgs>;
            decide("settings.dataTraceEnabled", () => props.settings?.dataTraceEnabled);
            return;
        }
        const { props } = resource as ResourceView<aws.apigatewayv2.StageArgs>;
        decide("defaultRouteSettings.dataTraceEnabled", () => props.defaultRouteSettings?.dataTraceEnabled);
        judge.decideEach(
            "routeSettings",
            () => props.routeSettings,
            ({ dataTraceEnabled }, index) => problem(`routeSettings[${index}].dataTraceEnabled`, dataTraceEnabled),
            ".dataTraceEnabled",
        );
    },
    remediate({ props }: ResourceView<any>) {
        const blocks = [props.settings, props.defaultRouteSettings, ...(props.routeSettings ?? [])];
        for (const block of blocks) if (block?.dataTraceEnabled === true) block.dataTraceEnabled = false;
    },
});
