import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoPasswordStrong } from "./passwordStrong";

const pool = subjectsOf("aws:cognito/userPool:UserPool");
const strong = {
    minimumLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: 7,
};
const of = (changes: object) => pool({ passwordPolicy: { ...strong, ...changes } });

describeRule(cognitoPasswordStrong, {
    passes: {
        "a strong policy": of({}),
        "temporary passwords with AWS's seven days": of({ temporaryPasswordValidityDays: undefined }),
    },
    violates: {
        "short passwords": [of({ minimumLength: 8 }), "passwordPolicy.minimumLength"],
        "a block without anything": [
            pool({ passwordPolicy: {} }),
            "passwordPolicy.minimumLength",
            "passwordPolicy.requireLowercase",
            "passwordPolicy.requireUppercase",
            "passwordPolicy.requireNumbers",
            "passwordPolicy.requireSymbols",
        ],
        "no symbols, next to a length that is not known": [
            of({ minimumLength: UNKNOWN, requireSymbols: false }),
            "passwordPolicy.requireSymbols",
        ],
        "temporary passwords for a month": [
            of({ temporaryPasswordValidityDays: 30 }),
            "passwordPolicy.temporaryPasswordValidityDays",
        ],
    },
    missing: [pool({}), "passwordPolicy.minimumLength"],
    undecided: {
        "an unknown length": [of({ minimumLength: UNKNOWN }), "passwordPolicy.minimumLength"],
        "an unknown class": [of({ requireNumbers: UNKNOWN }), "passwordPolicy.requireNumbers"],
    },
    configured: {
        "AWS's own policy": [{ minimumLength: 8 }, pool({})],
        "longer ones": [{ minimumLength: 14 }, of({}), "passwordPolicy.minimumLength"],
        "fewer days": [{ maximumTemporaryDays: 1 }, of({}), "passwordPolicy.temporaryPasswordValidityDays"],
        "a history": [{ minimumHistory: 5 }, of({ passwordHistorySize: 4 }), "passwordPolicy.passwordHistorySize"],
        "a long enough history": [{ minimumHistory: 5 }, of({ passwordHistorySize: 5 })],
    },
});
