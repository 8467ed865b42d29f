import {
    AddCustomAttributesCommand,
    CreateUserPoolCommand,
    DeleteUserPoolCommand,
    DescribeUserPoolCommand,
    GetUserPoolMfaConfigCommand,
    SetUserPoolMfaConfigCommand,
    UpdateUserPoolCommand,
    type CreateUserPoolCommandInput,
    type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { ifExists } from "../../live";
import { defineRow, type LiveContext, type Props, type RowContext } from "../../row";
import { sameValue } from "../../values";
import { fromAws, isChanged, pick, toAws } from "../../wire";

/** AWS names that do not follow from Pulumi's. */
const NAMES = {
    attributesRequireVerificationBeforeUpdates: "AttributesRequireVerificationBeforeUpdate",
    customSmsSender: "CustomSMSSender",
    fromEmailAddress: "From",
    kmsKeyId: "KMSKeyID",
};
/** The invitation spells it otherwise than the verification message. */
const INVITATION = { smsMessage: "SMSMessage" };

const PASSWORD_POLICY = {
    minimumLength: 8,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    requireUppercase: true,
    temporaryPasswordValidityDays: 7,
};

/** Arguments that can change, with what stands for "not given". */
const CHANGEABLE: Props = {
    accountRecoverySetting: {},
    adminCreateUserConfig: { allowAdminCreateUserOnly: false },
    autoVerifiedAttributes: [],
    deletionProtection: "INACTIVE",
    deviceConfiguration: {},
    emailConfiguration: {},
    emailVerificationMessage: "",
    emailVerificationSubject: "",
    lambdaConfig: {},
    smsAuthenticationMessage: "",
    smsConfiguration: {},
    smsVerificationMessage: "",
    tags: {},
    userAttributeUpdateSettings: {},
    userPoolAddOns: { advancedSecurityMode: "OFF" },
    userPoolTier: "ESSENTIALS",
    verificationMessageTemplate: {},
};
const POLICIES = ["passwordPolicy", "signInPolicy"];
/** Arguments that a call of their own sets. */
const MFA = ["emailMfaConfiguration", "mfaConfiguration", "softwareTokenMfaConfiguration", "webAuthnConfiguration"];
const FIXED = ["aliasAttributes", "usernameAttributes", "usernameConfiguration"];

/** `aws:cognito/userPool:UserPool`. */
export const userPool = defineRow({
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
        "passwordPolicy.passwordHistorySize": "Kept and read back; old passwords are accepted.",
        "passwordPolicy.temporaryPasswordValidityDays": "Kept and read back; temporary passwords do not expire.",
        userAttributeUpdateSettings: "Kept and read back; a changed address is not verified first.",
        userPoolAddOns: "Kept and read back; no threat is looked for.",
        "usernameConfiguration.caseSensitive": "Kept and read back; user names are case-sensitive.",
    },
    replaceOn: [...FIXED, "name"],
    unlikeCloudFormation: { "CloudFormation's schema is silent on what it refuses to change.": [...FIXED, "name"] },
    autoName: { property: "name", maxLength: 128 },
    defaults: { deletionProtection: "INACTIVE", mfaConfiguration: "OFF" },
    simulate: (context, inputs) => {
        const id = `${context.region}_${context.hex(9)}`;
        return { id, outputs: outputsOf(context, inputs, { Id: id }) };
    },
    live: {
        async create(context, inputs) {
            const cognito = context.clients.cognito();
            const { UserPool } = await cognito.send(
                new CreateUserPoolCommand({
                    PoolName: inputs.name,
                    ...settingsOf(pick(inputs, [...Object.keys(CHANGEABLE), ...FIXED])),
                    ...policiesOf(inputs),
                    Schema: toAws(inputs.schemas),
                }),
            );
            const id = UserPool!.Id!;
            context.made(id);
            await setMfa(context, id, inputs, inputs);
            return { id, outputs: outputsOf(context, inputs, (await describe(context, id))!) };
        },
        async read(context, id, state) {
            const found = await ifExists(describe(context, id));
            if (found === undefined) return undefined;
            const mfa = await context.clients.cognito().send(new GetUserPoolMfaConfigCommand({ UserPoolId: id }));
            const told = fromAws(found, { ...NAMES, ...INVITATION });
            return {
                ...pick(told, [...Object.keys(CHANGEABLE), ...FIXED, "name"]),
                ...outputsOf(context, state, found),
                ...pick(fromAws(found.Policies ?? {}), POLICIES),
                ...pick(fromAws(mfa), MFA),
                tags: found.UserPoolTags,
            };
        },
        async update(context, id, inputs, old) {
            const cognito = context.clients.cognito();
            const changed = Object.keys(CHANGEABLE).filter((key) => isChanged(old, inputs, key));
            if (changed.length > 0 || isChanged(old, inputs, ...POLICIES)) {
                const settings = settingsOf(pick({ ...CHANGEABLE, ...inputs }, changed));
                await cognito.send(new UpdateUserPoolCommand({ ...settings, ...policiesOf(inputs), UserPoolId: id }));
            }
            await setMfa(context, id, inputs, old);
            const CustomAttributes = toAws(addedAttributes(old.schemas, inputs.schemas));
            if (CustomAttributes.length > 0) {
                await cognito.send(new AddCustomAttributesCommand({ UserPoolId: id, CustomAttributes }));
            }
            return outputsOf(context, inputs, (await describe(context, id))!);
        },
        async delete({ clients }, id, state) {
            if (state.deletionProtection === "ACTIVE") {
                throw new Error(
                    "The user pool is protected against deletion. Set 'deletionProtection' to INACTIVE and update first.",
                );
            }
            await ifExists(clients.cognito().send(new DeleteUserPoolCommand({ UserPoolId: id })));
        },
    },
});

function outputsOf({ partition, region, accountId }: RowContext, inputs: Props, found: UserPoolType): Props {
    const { CreationDate, LastModifiedDate } = found;
    return {
        adminCreateUserConfig: inputs.adminCreateUserConfig ?? CHANGEABLE.adminCreateUserConfig,
        arn: `arn:${partition}:cognito-idp:${region}:${accountId}:userpool/${found.Id}`,
        creationDate: CreationDate?.toISOString() ?? "2026-01-01T00:00:00.000Z",
        customDomain: found.CustomDomain ?? "",
        domain: found.Domain ?? "",
        endpoint: `cognito-idp.${region}.amazonaws.com/${found.Id}`,
        estimatedNumberOfUsers: found.EstimatedNumberOfUsers ?? 0,
        lastModifiedDate: LastModifiedDate?.toISOString() ?? "2026-01-01T00:00:00.000Z",
        passwordPolicy: inputs.passwordPolicy ?? PASSWORD_POLICY,
        userPoolTier: inputs.userPoolTier ?? CHANGEABLE.userPoolTier,
    };
}

function settingsOf({ adminCreateUserConfig, tags, ...others }: Props): Props {
    return {
        ...toAws(others, NAMES),
        ...toAws({ adminCreateUserConfig }, INVITATION),
        // The keys of tags are the program's own.
        ...(tags === undefined ? {} : { UserPoolTags: tags }),
    };
}

function policiesOf(inputs: Props): Pick<CreateUserPoolCommandInput, "Policies"> {
    const policies = { passwordPolicy: PASSWORD_POLICY, ...pick(inputs, POLICIES) };
    return { Policies: toAws(policies) as CreateUserPoolCommandInput["Policies"] };
}

async function describe({ clients }: LiveContext, id: string): Promise<UserPoolType | undefined> {
    return (await clients.cognito().send(new DescribeUserPoolCommand({ UserPoolId: id }))).UserPool;
}

/** Sets the second factors when they differ from none, or from what they were. */
async function setMfa({ clients }: LiveContext, UserPoolId: string, inputs: Props, old: Props): Promise<void> {
    const isFirst = inputs === old;
    const given = pick(inputs, MFA);
    if (isFirst ? sameValue(given, { mfaConfiguration: "OFF" }) : !isChanged(old, inputs, ...MFA)) return;
    const dropped = MFA.filter((key) => old[key] !== undefined && inputs[key] === undefined);
    const settings = { ...Object.fromEntries(dropped.map((key) => [key, {}])), ...given };
    await clients.cognito().send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...toAws(settings) }));
}

/** Attributes can only be added. */
function addedAttributes(olds: readonly Props[] = [], news: readonly Props[] = []): readonly Props[] {
    const lost = olds.find((old) => !news.some((attribute) => sameValue(attribute, old)));
    if (lost !== undefined) {
        throw new Error(
            `'schemas': the attribute '${lost.name}' cannot be changed or removed; add another one instead.`,
        );
    }
    return news.filter((attribute) => !olds.some((old) => sameValue(attribute, old)));
}
