import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoGuestsRefused } from "./guestsRefused";

const pool = subjectsOf("aws:cognito/identityPool:IdentityPool", { identityPoolName: "people" });

describeRule(cognitoGuestsRefused, {
    passes: {
        "a pool that says nothing about it, which means no": pool({}),
        "a pool that says no": pool({ allowUnauthenticatedIdentities: false, allowClassicFlow: false }),
    },
    violates: {
        "the classic flow, next to guests that are not known": [
            pool({ allowUnauthenticatedIdentities: UNKNOWN, allowClassicFlow: true }),
            "allowClassicFlow",
        ],
    },
    missing: [pool({ allowUnauthenticatedIdentities: true }), "allowUnauthenticatedIdentities"],
    undecided: {
        "an unknown setting": [pool({ allowUnauthenticatedIdentities: UNKNOWN }), "allowUnauthenticatedIdentities"],
    },
});
