import { grouped } from "../../framework/grouped";
import { reading, type Reading } from "../../framework/reading";
import { perStack, type StackResource, type StackView } from "../../framework/stack";

export const STAGE_TYPE = "aws:apigateway/stage:Stage";
export const STAGE_V2_TYPE = "aws:apigatewayv2/stage:Stage";
export const SETTINGS_TYPE = "aws:apigateway/methodSettings:MethodSettings";

/** The settings for all methods of a REST stage. The reading is unknown when one that might be them is not known. */
export function settingsOf(stack: StackView, stage: StackResource): Reading<StackResource | undefined> {
    let unknown: Reading<never> | undefined;
    const { byStage, loose } = settingsIn(stack);
    for (const settings of [...(byStage.get(stage.urn) ?? []), ...loose]) {
        const link = reading(() => settings.props.methodPath === "*/*" && isOf(settings, stage));
        if (!link.known) unknown = link;
        else if (link.value) return { known: true, value: settings };
    }
    return unknown ?? { known: true, value: undefined };
}

/** Settings by the stages that they refer to, and those that refer to none of the stack. */
const settingsIn = perStack((stack) => {
    const stages = new Set(stack.ofType(STAGE_TYPE).map(({ urn }) => urn));
    const refersToStage = (settings: StackResource) =>
        settings.referencesOf("stageName").some((urn) => stages.has(urn));
    return {
        byStage: grouped(stack.ofType(SETTINGS_TYPE), (settings) => settings.referencesOf("stageName")),
        loose: stack.ofType(SETTINGS_TYPE).filter((settings) => !refersToStage(settings)),
    };
});

/** A stage is known by its own reference, or by its name within the API. Throws when neither tells. */
function isOf(settings: StackResource, stage: StackResource): boolean {
    if (settings.referencesOf("stageName").includes(stage.urn)) return true;
    if (settings.props.stageName !== stage.props.stageName) return false;
    const apis = stage.referencesOf("restApi");
    if (settings.referencesOf("restApi").some((urn) => apis.includes(urn))) return true;
    return settings.props.restApi === stage.props.restApi;
}
