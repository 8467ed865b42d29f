/** What signs people in: clients that are made, and clients that another service makes and Pulumi only manages. */
export const CLIENT_TYPES = [
    "aws:cognito/userPoolClient:UserPoolClient",
    "aws:cognito/managedUserPoolClient:ManagedUserPoolClient",
] as const;

/** A client that meets the rules, for their documentation. */
export const CLIENT_EXAMPLE = `new aws.cognito.UserPoolClient("console", {
    userPoolId: userPool.id,
    generateSecret: false,
    explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthFlows: ["code"],
    allowedOauthScopes: ["openid", "email"],
    callbackUrls: ["https://orders.example.com/signed-in"],
    writeAttributes: ["email", "name"],
    preventUserExistenceErrors: "ENABLED",
    enableTokenRevocation: true,
    accessTokenValidity: 60,
    idTokenValidity: 60,
    refreshTokenValidity: 12,
    tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
});`;

/** The same with this project's component. */
export const CLIENT_COMPONENT = `new UserPool("people", {
    passwordMinimumLength: 14,
    mfa: "ON",
    deletionProtection: true,
    callbackUrls: ["https://orders.example.com/signed-in"],
});`;
