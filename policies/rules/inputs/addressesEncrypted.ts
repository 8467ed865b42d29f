import { descriptionOf, integrationOf } from "../../aws/apigateway/openApi";
import type { Judge } from "../../framework/judge";
import { wellArchitected } from "../../framework/references";
import { ANY_AWS_TYPE, defineRule, type ResourceView } from "../../framework/rule";
import { textsIn, type Text } from "../../framework/texts";

const SUBSCRIPTION_TYPE = "aws:sns/topicSubscription:TopicSubscription";
const DESCRIBED_TYPES = [
    "aws:apigateway/restApi:RestApi",
    "aws:apigateway/restApiPut:RestApiPut",
    "aws:apigatewayv2/api:Api",
];

/** Arguments that name what the resource calls. */
const CALLED = /(?:ur[il]|endpoint|issuer|webhook)s?$/i;
/** Where a browser or a reader goes: `cognito-client-callbacks-https` judges the former. */
const FOLLOWED =
    /(?:callback|logout|redirect|return|signin|login|documentation|docs|help|support|privacy|terms|licen[cs]e|logo|icon|image|home|console|info|source|project|policy|entity|repository)\w*ur[il]s?$/i;
/** A task of a state machine calls an address by this name. */
const TASK = "ApiEndpoint";

/** To itself a machine needs no encryption, and a group of an access list only has the form of an address. */
const APART = /^http:\/\/(?:localhost|127\.|0\.0\.0\.0|169\.254\.|\[::1\]|acs\.amazonaws\.com\/groups\/)/i;

/** Over plain HTTP everybody on the way reads the messages, with the tokens in their headers, and can answer in place of the address. */
export const inputsAddressesEncrypted = defineRule({
    id: "inputs-addresses-encrypted",
    displayName: "Addresses in properties use HTTPS",
    description:
        "No resource calls an address over plain HTTP: no subscription, integration, destination, webhook, data source or task of a state machine.",
    severity: "high",
    tags: ["inputs", "encryption"],
    frameworks: [wellArchitected("SEC09-BP02")],
    remediationSteps: 'Use the address with https://; for subscriptions of SNS protocol: "https".',
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
    examples: ["aws.sns.TopicSubscription partner"],
    types: [ANY_AWS_TYPE],
    typesInWords: "every type of AWS",
    resource(resource: ResourceView, judge) {
        const { type, name, props } = resource;
        if (type === SUBSCRIPTION_TYPE) {
            judge.decide("protocol", () =>
                props.protocol === "http"
                    ? `Subscription '${name}' gets its messages over plain HTTP (protocol "http").`
                    : undefined,
            );
            return;
        }
        if (DESCRIBED_TYPES.includes(type)) judgeIntegrations(resource, judge);
        for (const { path } of textsIn(props).filter(isPlain))
            judge.violation(path, `${path} of '${name}' is an address of plain HTTP.`);
        judge.decide("inputs", () => undefined);
    },
});

function isPlain({ path, name, isNamedFreely, value }: Text): boolean {
    const isCalled = isNamedFreely
        ? name === TASK && path.startsWith("definition")
        : CALLED.test(name) && !FOLLOWED.test(name);
    return isCalled && value.split(" ").some((each) => /^http:\/\//i.test(each) && !APART.test(each));
}

/** The integrations of an OpenAPI body. */
function judgeIntegrations(api: ResourceView, judge: Judge): void {
    const description = judge.read("body", descriptionOf(api));
    for (const operation of description?.operations ?? []) {
        judge.decide(`body#${operation.name}`, () => {
            const { uri } = integrationOf(description!, operation);
            return typeof uri === "string" && /^http:\/\//i.test(uri)
                ? `Operation ${operation.name} of '${api.name}' calls its integration over plain HTTP.`
                : undefined;
        });
    }
}
