"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.inputsAddressesEncrypted = void 0;
const openApi_1 = require("../../apigateway/openApi");
const references_1 = require("../../framework/references");
const rule_1 = require("../../framework/rule");
const texts_1 = require("../../framework/texts");
const SUBSCRIPTION_TYPE = "aws:sns/topicSubscription:TopicSubscription";
const DESCRIBED_TYPES = [
    "aws:apigateway/restApi:RestApi",
    "aws:apigateway/restApiPut:RestApiPut",
    "aws:apigatewayv2/api:Api",
];
/** Arguments that name what the resource calls. */
const CALLED = /(?:ur[il]|endpoint|issuer|webhook)s?$/i;
/** Where a browser or a reader goes: `cognito-client-callbacks-https` judges the former. */
const FOLLOWED = /(?:callback|logout|redirect|return|signin|login|documentation|docs|help|support|privacy|terms|licen[cs]e|logo|icon|image|home|console|info|source|project|policy|entity|repository)\w*ur[il]s?$/i;
/** A task of a state machine calls an address by this name. */
const TASK = "ApiEndpoint";
/** To itself a machine needs no encryption, and a group of an access list only has the form of an address. */
const APART = /^http:\/\/(?:localhost|127\.|0\.0\.0\.0|169\.254\.|\[::1\]|acs\.amazonaws\.com\/groups\/)/i;
/** Over plain HTTP everybody on the way reads the messages, with the tokens in their headers, and can answer in place of the address. */
exports.inputsAddressesEncrypted = (0, rule_1.defineRule)({
    id: "inputs-addresses-encrypted",
    displayName: "Addresses in properties use HTTPS",
    description: "No resource calls an address over plain HTTP: no subscription, integration, destination, webhook, data source or task of a state machine.",
    severity: "high",
    tags: ["inputs", "encryption"],
    frameworks: [(0, references_1.wellArchitected)("SEC09-BP02")],
    remediationSteps: 'Use the address with https://; for subscriptions of SNS protocol: "https".',
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
    examples: {
        aws: `new aws.sns.TopicSubscription("orders", {
    topic: topic.arn,
    protocol: "https",
    endpoint: "https://orders.example.com/events",
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn }),
});`,
    },
    types: [rule_1.ANY_AWS_TYPE],
    typesInWords: "every type of AWS",
    resource(resource, judge) {
        const { type, name, props } = resource;
        if (type === SUBSCRIPTION_TYPE) {
            judge.decide("protocol", () => props.protocol === "http" ? `Subscription '${name}' is sent messages over plain HTTP.` : undefined);
            return;
        }
        if (DESCRIBED_TYPES.includes(type))
            judgeIntegrations(resource, judge);
        for (const { path } of (0, texts_1.textsIn)(props).filter(isPlain))
            judge.violation(path, `'${name}' calls ${path} over plain HTTP.`);
        judge.decide("inputs", () => undefined);
    },
});
function isPlain({ path, name, isNamedFreely, value }) {
    const isCalled = isNamedFreely
        ? name === TASK && path.startsWith("definition")
        : CALLED.test(name) && !FOLLOWED.test(name);
    return isCalled && value.split(" ").some((each) => /^http:\/\//i.test(each) && !APART.test(each));
}
/** The integrations of an OpenAPI body. */
function judgeIntegrations(api, judge) {
    const description = judge.read("body", (0, openApi_1.descriptionOf)(api));
    for (const operation of description?.operations ?? []) {
        judge.decide(`body#${operation.name}`, () => {
            const { uri } = (0, openApi_1.integrationOf)(description, operation);
            return typeof uri === "string" && /^http:\/\//i.test(uri)
                ? `Operation ${operation.name} of '${api.name}' calls its integration over plain HTTP.`
                : undefined;
        });
    }
}
