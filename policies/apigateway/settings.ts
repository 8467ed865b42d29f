import { reading, type Reading } from "../framework/reading";
import type { StackResource, StackView } from "../framework/stack";

export const STAGE_TYPE = "aws:apigateway/stage:Stage";
export const STAGE_V2_TYPE = "aws:apigatewayv2/stage:Stage";
export const SETTINGS_TYPE = "aws:apigateway/methodSettings:MethodSettings";

/** The settings for all methods of a REST stage. The reading is unknown when one that might be them is not known. */
export function settingsOf(stack: StackView, stage: StackResource): Reading<StackResource | undefined> {
    let unknown: Reading<never> | undefined;
    for (const settings of stack.ofType(SETTINGS_TYPE)) {
        const link = reading(() => settings.props.methodPath === "*/*" && isOf(stack, settings, stage));
        if (!link.known) unknown = link;
        else if (link.value) return { known: true, value: settings };
    }
    return unknown ?? { known: true, value: undefined };
}

/** A stage is known by its own reference, or by its name within the API. Throws when neither tells. */
function isOf(stack: StackView, settings: StackResource, stage: StackResource): boolean {
    const references = settings.referencesOf("stageName");
    if (references.includes(stage.urn)) return true;
    if (stack.ofType(STAGE_TYPE).some(({ urn }) => references.includes(urn))) return false;
    if (settings.props.stageName !== stage.props.stageName) return false;
    const apis = stage.referencesOf("restApi");
    if (settings.referencesOf("restApi").some((urn) => apis.includes(urn))) return true;
    return settings.props.restApi === stage.props.restApi;
}
