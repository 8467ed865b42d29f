import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { findCallbackProblem } from "./callbackUrls";
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
}

/**
 * The people who use the platform, and the public client (no secret, SRP and refresh only) of its console. People sign in by
 * e-mail address; the client never tells whether an address has an account.
 *
 * Creates: `<name>` (user pool), `<name>-console` (client).
 */
export class UserPool extends pulumi.ComponentResource {
    public readonly userPoolId: pulumi.Output<string>;
    public readonly userPoolArn: pulumi.Output<string>;
    public readonly clientId: pulumi.Output<string>;

    constructor(name: string, args: UserPoolArgs, opts?: pulumi.ComponentResourceOptions) {
        validateUserPoolArgs(name, args);
        super("platform:identity:UserPool", name, args, opts);
        const pool = new aws.cognito.UserPool(
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
            },
            { parent: this },
        );
        const client = new aws.cognito.UserPoolClient(
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
        );
        this.userPoolId = pool.id;
        this.userPoolArn = pool.arn;
        this.clientId = client.id;
        this.registerOutputs({ userPoolId: this.userPoolId, userPoolArn: this.userPoolArn, clientId: this.clientId });
    }
}

/** Rejects arguments that Cognito would refuse, or that would send codes over plain HTTP. */
function validateUserPoolArgs(name: string, args: UserPoolArgs): void {
    requireWhole(`UserPool '${name}'`, "passwordMinimumLength", args.passwordMinimumLength, 12, 99);
    const problem = findCallbackProblem(args.callbackUrls);
    if (problem !== undefined) throw new Error(`UserPool '${name}': callbackUrls ${problem}.`);
}
