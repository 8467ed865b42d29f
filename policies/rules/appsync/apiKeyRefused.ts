import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const GRAPHQL_TYPE = "aws:appsync/graphQLApi:GraphQLApi";
/** APIs for events have a list of providers, of which their channels choose. */
const EVENTS_TYPE = "aws:appsync/api:Api";

/** An API key is the same for everybody who has it, and browsers hand it to everybody. */
export const appsyncApiKeyRefused = defineRule({
    id: "appsync-api-key-refused",
    displayName: "AppSync APIs do not use API keys",
    description: "AppSync APIs do not authenticate callers by API keys, neither as default nor besides.",
    severity: "high",
    tags: ["appsync", "exposure"],
    frameworks: [fsbp("AppSync.5"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        'Set authenticationType to "AMAZON_COGNITO_USER_POOLS", "OPENID_CONNECT", "AWS_IAM" or "AWS_LAMBDA", and remove API_KEY from the additional providers.',
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
    examples: ["aws.appsync.GraphQLApi"],
    types: [GRAPHQL_TYPE, EVENTS_TYPE],
    resource(resource: ResourceView, judge) {
        const { name } = resource;
        const problem = (type: string | undefined, place: string) =>
            type === "API_KEY" ? `'${name}' takes API keys (${place}).` : undefined;
        if (resource.type === EVENTS_TYPE) {
            const { props } = resource as ResourceView<aws.appsync.ApiArgs>;
            judge.decideEach(
                "eventConfig.authProviders",
                () => props.eventConfig?.authProviders,
                ({ authType }, index) => problem(authType, `eventConfig.authProviders[${index}].authType`),
                ".authType",
            );
            return;
        }
        const { props } = resource as ResourceView<aws.appsync.GraphQLApiArgs>;
        judge.decide("authenticationType", () => problem(props.authenticationType, "authenticationType"));
        judge.decideEach(
            "additionalAuthenticationProviders",
            () => props.additionalAuthenticationProviders,
            ({ authenticationType: type }, index) =>
                problem(type, `additionalAuthenticationProviders[${index}].authenticationType`),
            ".authenticationType",
        );
    },
});
