import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { crudRow } from "../../crudRow";
import type { Props } from "../../row";
export * from "./userPool";

export const userPoolClient = crudRow({
    type: "aws:cognito/userPoolClient:UserPoolClient",
    lacks: ["analyticsConfiguration", "refreshTokenRotation"],
    ineffective: {
        enableTokenRevocation: "Kept and read back; tokens can always be revoked.",
        readAttributes: "Kept and read back; every attribute can be read.",
        supportedIdentityProviders: "Kept and read back; every provider of the pool is offered.",
        writeAttributes: "Kept and read back; every attribute can be written.",
    },
    autoName: { property: "name", maxLength: 128 },
    id: ({ hex }) => hex(26),
    outputs: ({ hex }, { generateSecret }) => ({ clientSecret: generateSecret === true ? hex(51) : "" }),
    names: { name: "ClientName" },
    key: { UserPoolId: "userPoolId", ClientId: "id" },
    create: [cognito.CreateUserPoolClientCommand],
    read: [cognito.DescribeUserPoolClientCommand, "UserPoolClient"],
    update: [cognito.UpdateUserPoolClientCommand],
    delete: [cognito.DeleteUserPoolClientCommand],
    unset: {
        accessTokenValidity: 1,
        allowedOauthFlows: [],
        allowedOauthFlowsUserPoolClient: false,
        allowedOauthScopes: [],
        authSessionValidity: 3,
        callbackUrls: [],
        defaultRedirectUri: "",
        enablePropagateAdditionalUserContextData: false,
        enableTokenRevocation: true,
        explicitAuthFlows: [],
        idTokenValidity: 1,
        logoutUrls: [],
        preventUserExistenceErrors: "LEGACY",
        readAttributes: [],
        refreshTokenValidity: 30,
        supportedIdentityProviders: [],
        tokenValidityUnits: {},
        writeAttributes: [],
    },
});

export const userPoolDomain = crudRow({
    type: "aws:cognito/userPoolDomain:UserPoolDomain",
    ineffective: {
        certificateArn: "Kept and read back; the emulator answers on its own address only.",
        managedLoginVersion: "Kept and read back; the sign-in page is the emulator's own.",
    },
    // A domain belongs to one pool at a time.
    deleteBeforeReplace: true,
    id: "domain",
    outputs: ({ accountId, hex }, { certificateArn, managedLoginVersion = 1 }) => {
        const cloudfrontDistribution = certificateArn === undefined ? "" : `d${hex(13)}.cloudfront.net`;
        return {
            awsAccountId: accountId,
            cloudfrontDistribution,
            cloudfrontDistributionArn: cloudfrontDistribution,
            cloudfrontDistributionZoneId: "Z2FDTNDATAQYW2",
            managedLoginVersion,
            s3Bucket: "",
            version: "1",
        };
    },
    names: { cloudfrontDistributionArn: "CloudFrontDistribution" },
    key: { Domain: "domain", UserPoolId: "userPoolId?" },
    create: [cognito.CreateUserPoolDomainCommand, domainOf],
    read: [
        cognito.DescribeUserPoolDomainCommand,
        ({ DomainDescription: found }) =>
            found?.UserPoolId && { ...found, CertificateArn: found.CustomDomainConfig?.CertificateArn },
    ],
    update: [cognito.UpdateUserPoolDomainCommand, domainOf],
    delete: [cognito.DeleteUserPoolDomainCommand],
    unset: { managedLoginVersion: 1 },
});

function domainOf({ certificateArn, ...args }: Props): Props {
    return certificateArn === undefined ? args : { ...args, customDomainConfig: { certificateArn } };
}

export const resourceServer = crudRow({
    type: "aws:cognito/resourceServer:ResourceServer",
    recomputes: { scopeIdentifiers: ["scopes"] },
    autoName: { property: "name", maxLength: 256 },
    id: "{userPoolId}|{identifier}",
    outputs: (_context, { identifier, scopes = [] }) => ({
        scopeIdentifiers: scopes.map(({ scopeName }: Props) => `${identifier}/${scopeName}`),
    }),
    key: { UserPoolId: "userPoolId", Identifier: "identifier" },
    create: [cognito.CreateResourceServerCommand],
    read: [cognito.DescribeResourceServerCommand, "ResourceServer"],
    update: [cognito.UpdateResourceServerCommand],
    delete: [cognito.DeleteResourceServerCommand],
    unset: { scopes: [] },
});
