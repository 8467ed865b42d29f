import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { crudRow, resourceTags } from "../../crudRow";
import type { Props } from "../../row";
import { sameValue } from "../../values";
import { pick } from "../../wire";

const POLICIES = ["passwordPolicy", "signInPolicy"];
/** Arguments that a call of their own sets. */
const MFA = ["emailMfaConfiguration", "mfaConfiguration", "softwareTokenMfaConfiguration", "webAuthnConfiguration"];

/** What Cognito has where the program is silent, and an update has to say again. */
const UNSAID = {
    adminCreateUserConfig: { allowAdminCreateUserOnly: false },
    passwordPolicy: {
        minimumLength: 8,
        requireLowercase: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercase: true,
        temporaryPasswordValidityDays: 7,
    },
    userPoolTier: "ESSENTIALS",
};

export const userPool = crudRow({
    type: "aws:cognito/userPool:UserPool",
    ineffective: {
        accountRecoverySetting: "Kept and read back; forgotten passwords are reset by e-mail.",
        "adminCreateUserConfig.allowAdminCreateUserOnly": "Kept and read back; anybody can sign up.",
        deviceConfiguration: "Kept and read back; no device is remembered.",
        "lambdaConfig.customEmailSender": "Kept and read back; never invoked.",
        "lambdaConfig.customSmsSender": "Kept and read back; never invoked.",
        "lambdaConfig.kmsKeyId": "Kept and read back; no code is encrypted.",
        "lambdaConfig.postAuthentication": "Kept and read back; never invoked.",
        "lambdaConfig.postConfirmation": "Kept and read back; never invoked.",
        "lambdaConfig.preAuthentication": "Kept and read back; never invoked.",
        "lambdaConfig.userMigration": "Kept and read back; never invoked.",
        name: "A change of the name is recorded only.",
        "passwordPolicy.passwordHistorySize": "Kept and read back; old passwords are accepted.",
        "passwordPolicy.temporaryPasswordValidityDays": "Kept and read back; temporary passwords do not expire.",
        userAttributeUpdateSettings: "Kept and read back; a changed address is not verified first.",
        userPoolAddOns: "Kept and read back; no threat is looked for.",
        "usernameConfiguration.caseSensitive": "Kept and read back; user names are case-sensitive.",
    },
    unlikeCloudFormation: {
        "CloudFormation's schema is silent on what it refuses to change.": {
            replaces: ["aliasAttributes", "usernameAttributes", "usernameConfiguration"],
        },
    },
    autoName: { property: "name", maxLength: 128 },
    defaults: { deletionProtection: "INACTIVE", mfaConfiguration: "OFF" },
    id: ({ region, hex }) => `${region}_${hex(9)}`,
    arn: "arn:{partition}:cognito-idp:{region}:{accountId}:userpool/{id}",
    outputs: ({ region }, inputs, id) => ({
        ...UNSAID,
        creationDate: "2026-01-01T00:00:00.000Z",
        customDomain: "",
        domain: "",
        endpoint: `cognito-idp.${region}.amazonaws.com/${id}`,
        estimatedNumberOfUsers: 0,
        lastModifiedDate: "2026-01-01T00:00:00.000Z",
        ...pick(inputs, Object.keys(UNSAID)),
    }),
    derived: ["lastModifiedDate"],
    names: { "emailConfiguration.fromEmailAddress": "From", name: "PoolName" },
    key: { UserPoolId: "id" },
    create: [cognito.CreateUserPoolCommand, withPolicies],
    read: [cognito.DescribeUserPoolCommand, ({ UserPool: found }) => ({ ...found, ...found.Policies })],
    alsoRead: [[cognito.GetUserPoolMfaConfigCommand]],
    update: [cognito.UpdateUserPoolCommand, withPolicies],
    parts: [
        { of: MFA, set: [cognito.SetUserPoolMfaConfigCommand] },
        {
            of: ["schemas"],
            set: ({ old, send }, { schemas }) =>
                send(cognito.AddCustomAttributesCommand, { customAttributes: added(old.schemas, schemas) }),
        },
    ],
    unset: {
        ...UNSAID,
        ...Object.fromEntries(MFA.map((name) => [name, {}])),
        accountRecoverySetting: {},
        autoVerifiedAttributes: [],
        deviceConfiguration: {},
        emailConfiguration: {},
        emailVerificationMessage: "",
        emailVerificationSubject: "",
        lambdaConfig: {},
        smsAuthenticationMessage: "",
        smsConfiguration: {},
        smsVerificationMessage: "",
        userAttributeUpdateSettings: {},
        userPoolAddOns: { advancedSecurityMode: "OFF" },
        verificationMessageTemplate: {},
    },
    delete: async ({ props, sendIfExists }) => {
        if (props.deletionProtection === "ACTIVE")
            throw new Error(
                "The user pool is protected against deletion. Set 'deletionProtection' to INACTIVE and update first.",
            );
        await sendIfExists(cognito.DeleteUserPoolCommand);
    },
    stale: ["name"],
    tags: resourceTags(cognito),
});

function withPolicies(args: Props): Props {
    return { ...args, policies: pick({ ...UNSAID, ...args }, POLICIES) };
}

/** Attributes can only be added. */
function added(olds: readonly Props[] = [], news: readonly Props[] = []): readonly Props[] {
    const lost = olds.find((old) => !news.some((attribute) => sameValue(attribute, old)));
    if (lost !== undefined)
        throw new Error(
            `'schemas': the attribute '${lost.name}' cannot be changed or removed; add another one instead.`,
        );
    return news.filter((attribute) => !olds.some((old) => sameValue(attribute, old)));
}
