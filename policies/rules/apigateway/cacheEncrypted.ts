import type * as aws from "@pulumi/aws";
import { SETTINGS_TYPE, settingsOf, STAGE_TYPE } from "../../aws/apigateway/settings";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A stage with a cache caches all GET methods, unencrypted, also when no settings say so. */
export const apigatewayCacheEncrypted = defineRule({
    id: "apigateway-cache-encrypted",
    displayName: "Caches of API Gateway stages are encrypted",
    description: "What stages of REST APIs cache is encrypted.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "encryption"],
    frameworks: [fsbp("APIGateway.5"), wellArchitected("SEC08-BP02")],
    remediationSteps: 'Set settings.cacheDataEncrypted: true of MethodSettings with methodPath "*/*".',
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/data-protection-encryption.html",
    examples: ["aws.apigateway.MethodSettings", "RestApi"],
    types: [SETTINGS_TYPE, STAGE_TYPE],
    resource({ type, name, props }: ResourceView<aws.apigateway.MethodSettingsArgs>, judge) {
        if (type !== SETTINGS_TYPE) return;
        judge.decide("settings.cacheDataEncrypted", () =>
            props.settings?.cachingEnabled === true && props.settings.cacheDataEncrypted !== true
                ? `'${name}' caches without encryption.`
                : undefined,
        );
    },
    stack(stack, judgeOf) {
        for (const stage of stack.ofType(STAGE_TYPE)) {
            const judge = judgeOf(stage);
            judge.decide("cacheClusterEnabled", () => {
                if (stage.props.cacheClusterEnabled !== true) return undefined;
                const found = settingsOf(stack, stage);
                const { cacheDataEncrypted, cachingEnabled } =
                    judge.read("cacheClusterEnabled", found)?.props.settings ?? {};
                return !found.known || cacheDataEncrypted === true || cachingEnabled === false
                    ? undefined
                    : `Stage '${stage.name}' caches without encryption.`;
            });
        }
    },
    remediate({ type, props }: ResourceView<aws.apigateway.MethodSettingsArgs>) {
        if (type === SETTINGS_TYPE && props.settings?.cachingEnabled === true) props.settings.cacheDataEncrypted = true;
    },
});
