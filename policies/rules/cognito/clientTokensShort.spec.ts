import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoClientTokensShort } from "./clientTokensShort";

const client = subjectsOf("aws:cognito/userPoolClient:UserPoolClient", { userPoolId: "eu-west-1_1" });

describeRule(cognitoClientTokensShort, {
    passes: {
        "what AWS takes when nothing is said": client({}),
        "an hour and a month": client({ accessTokenValidity: 1, idTokenValidity: 1, refreshTokenValidity: 30 }),
        minutes: client({ accessTokenValidity: 60, tokenValidityUnits: { accessToken: "minutes" } }),
    },
    violates: {
        "hours that were meant as minutes": [client({ accessTokenValidity: 5 }), "accessTokenValidity"],
        "a year of refreshing, with units that are not known for another": [
            client({ idTokenValidity: UNKNOWN, refreshTokenValidity: 365 }),
            "refreshTokenValidity",
        ],
        "a day in hours": [
            client({ idTokenValidity: 24, tokenValidityUnits: { idToken: "hours" } }),
            "idTokenValidity",
        ],
    },
    missing: [client({ accessTokenValidity: 24 }), "accessTokenValidity"],
    undecided: { "an unknown validity": [client({ idTokenValidity: UNKNOWN }), "idTokenValidity"] },
    configured: {
        "less than AWS's hour": [{ maximumMinutes: 30 }, client({}), "accessTokenValidity", "idTokenValidity"],
        "less than AWS's month": [{ maximumRefreshDays: 1 }, client({}), "refreshTokenValidity"],
        "twelve hours in a day": [
            { maximumRefreshDays: 1 },
            client({ refreshTokenValidity: 12, tokenValidityUnits: { refreshToken: "hours" } }),
        ],
    },
});
