import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { findCallbackProblem, findMailProblem, type UserPoolMail } from "./userPoolLimits";
import { locationOf } from "../shared/location";
import { transformed, type Transform } from "../shared/transform";
import { requireWhole } from "../shared/wholeNumber";

/** Arguments for {@link UserPool}. */
export interface UserPoolArgs {
    /** Shortest password, 12 to 99 characters. */
    readonly passwordMinimumLength: number;
    /** Second factor by authenticator app: off, for whoever wants it, or for everybody. */
    readonly mfa: "OFF" | "OPTIONAL" | "ON";
    /** Refuses the deletion of the pool, and with it of every account in it. */
    readonly deletionProtection: boolean;
    /** Where the browser may return after sign-in, 1 to 100 addresses: https, or http on localhost. */
    readonly callbackUrls: readonly string[];
    /**
     * Who sends codes and invitations.
     *
     * @default - Cognito itself, 50 mails a day for the whole account (https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html)
     */
    readonly mail?: UserPoolMail;
    /** The last word on each child. @default - none */
    readonly transform?: {
        readonly pool?: Transform<aws.cognito.UserPoolArgs>;
        readonly domain?: Transform<aws.cognito.UserPoolDomainArgs>;
        readonly client?: Transform<aws.cognito.UserPoolClientArgs>;
    };
}

/** Letters of a hash that make a domain's name unlike any other of the region: 48 bits. */
const HASH_LETTERS = 12;

/**
 * The people who use the platform, and the public client (no secret, SRP and refresh only) of its console. People sign in by
 * e-mail address; the client never tells whether an address has an account.
 *
 * The pages on which they sign in are Cognito's, at a domain that is made of the pool's id: names of domains are given once for
 * all accounts of a region, and without one the client's code grant leads nowhere.
 *
 * Creates: `<name>` (user pool, domain), `<name>-console` (client).
 */
export class UserPool extends pulumi.ComponentResource {
    public readonly userPoolId: pulumi.Output<string>;
    public readonly userPoolArn: pulumi.Output<string>;
    public readonly clientId: pulumi.Output<string>;
    /** Where people sign in, https and without a path: `/oauth2/authorize` and `/oauth2/token` are below it. */
    public readonly signInUrl: pulumi.Output<string>;

    constructor(name: string, args: UserPoolArgs, opts?: pulumi.ComponentResourceOptions) {
        validateUserPoolArgs(name, args);
        super("platform:identity:UserPool", name, args, opts);
        const { transform } = args;
        const pool = new aws.cognito.UserPool(
            ...transformed(
                transform?.pool,
                name,
                {
                    usernameAttributes: ["email"],
                    usernameConfiguration: { caseSensitive: false },
                    autoVerifiedAttributes: ["email"],
                    // The old address stays valid until the new one is verified, so that a typing error locks nobody out.
                    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
                    accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
                    passwordPolicy: {
                        minimumLength: args.passwordMinimumLength,
                        requireLowercase: true,
                        requireUppercase: true,
                        requireNumbers: true,
                        requireSymbols: true,
                        temporaryPasswordValidityDays: 3,
                        passwordHistorySize: 5,
                    },
                    mfaConfiguration: args.mfa,
                    ...(args.mfa === "OFF" ? {} : { softwareTokenMfaConfiguration: { enabled: true } }),
                    // Threat protection and the password history belong to the Plus tier.
                    userPoolTier: "PLUS",
                    userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
                    deletionProtection: args.deletionProtection ? "ACTIVE" : "INACTIVE",
                    ...(args.mail === undefined
                        ? {}
                        : { emailConfiguration: { emailSendingAccount: "DEVELOPER", ...args.mail } }),
                },
                { parent: this },
            ),
        );
        const domain = new aws.cognito.UserPoolDomain(
            ...transformed(
                transform?.domain,
                name,
                { userPoolId: pool.id, domain: pool.id.apply((id) => `${name}-${hashOf(id)}`) },
                { parent: this },
            ),
        );
        const client = new aws.cognito.UserPoolClient(
            ...transformed(
                transform?.client,
                `${name}-console`,
                {
                    userPoolId: pool.id,
                    generateSecret: false,
                    explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                    allowedOauthFlowsUserPoolClient: true,
                    allowedOauthFlows: ["code"],
                    allowedOauthScopes: ["openid", "email", "profile"],
                    supportedIdentityProviders: ["COGNITO"],
                    callbackUrls: [...args.callbackUrls],
                    // What is not named nobody can write by the client: attributes that decide what somebody may stay out of reach.
                    readAttributes: ["email", "email_verified", "name"],
                    writeAttributes: ["email", "name"],
                    preventUserExistenceErrors: "ENABLED",
                    enableTokenRevocation: true,
                    accessTokenValidity: 60,
                    idTokenValidity: 60,
                    refreshTokenValidity: 12,
                    tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
                },
                { parent: this },
            ),
        );
        this.userPoolId = pool.id;
        this.userPoolArn = pool.arn;
        this.clientId = client.id;
        this.signInUrl = pulumi.interpolate`https://${domain.domain}.auth.${locationOf(this).region}.amazoncognito.com`;
        this.registerOutputs({
            userPoolId: this.userPoolId,
            userPoolArn: this.userPoolArn,
            clientId: this.clientId,
            signInUrl: this.signInUrl,
        });
    }
}

/** Hexadecimal, in which none of the words can be that Cognito keeps for AWS. */
function hashOf(poolId: string): string {
    return createHash("sha256").update(poolId).digest("hex").slice(0, HASH_LETTERS);
}

/** Rejects arguments that Cognito would refuse, or that would send codes over plain HTTP. */
function validateUserPoolArgs(name: string, args: UserPoolArgs): void {
    requireWhole(`UserPool '${name}'`, "passwordMinimumLength", args.passwordMinimumLength, 12, 99);
    const longest = 63 - 1 - HASH_LETTERS;
    if (!/^[a-z][a-z0-9-]*$/.test(name) || name.length > longest || /aws|amazon|cognito/.test(name))
        throw new Error(
            `UserPool '${name}': the name begins that of a domain: up to ${longest} lower-case letters, digits and hyphens, without 'aws', 'amazon' or 'cognito'.`,
        );
    const problem = findCallbackProblem(args.callbackUrls);
    if (problem !== undefined) throw new Error(`UserPool '${name}': callbackUrls ${problem}.`);
    const unsent = args.mail && findMailProblem(args.mail);
    if (unsent !== undefined) throw new Error(`UserPool '${name}': mail ${unsent}.`);
}
