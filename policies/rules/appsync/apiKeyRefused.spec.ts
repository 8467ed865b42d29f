import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { appsyncApiKeyRefused } from "./apiKeyRefused";

const api = subjectsOf("aws:appsync/graphQLApi:GraphQLApi", { authenticationType: "AMAZON_COGNITO_USER_POOLS" });
const events = subjectsOf("aws:appsync/api:Api");
const additional = (...types: unknown[]) =>
    api({ additionalAuthenticationProviders: types.map((authenticationType) => ({ authenticationType })) });
const second = "additionalAuthenticationProviders[1].authenticationType";

describeRule(appsyncApiKeyRefused, {
    passes: {
        "a user pool": api({}),
        "IAM besides": additional("AWS_IAM"),
        "an API for events with a user pool": events({
            eventConfig: { authProviders: [{ authType: "AMAZON_COGNITO_USER_POOLS" }] },
        }),
    },
    violates: {
        "API keys besides": [additional("AWS_IAM", "API_KEY"), second],
        "API keys behind a provider that is not known": [additional(UNKNOWN, "API_KEY"), second],
        "API keys for events": [
            events({ eventConfig: { authProviders: [{ authType: "API_KEY" }] } }),
            "eventConfig.authProviders[0].authType",
        ],
    },
    missing: [api({ authenticationType: "API_KEY" }), "authenticationType"],
    undecided: {
        "an unknown type": [api({ authenticationType: UNKNOWN }), "authenticationType"],
        "unknown providers": [api({ additionalAuthenticationProviders: UNKNOWN }), "additionalAuthenticationProviders"],
        "an unknown provider for events": [
            events({ eventConfig: { authProviders: [UNKNOWN] } }),
            "eventConfig.authProviders[0].authType",
        ],
    },
});
