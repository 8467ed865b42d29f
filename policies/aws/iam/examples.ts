/** A role that CI assumes without a key, for the documentation of rules. */
export const DEPLOY_ROLE_EXAMPLE = `new aws.iam.Role("deploy", {
    permissionsBoundary: boundary.arn,
    assumeRolePolicy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: "sts:AssumeRoleWithWebIdentity",
                Principal: {
                    Federated: pulumi.interpolate\`arn:aws:iam::\${accountId}:oidc-provider/token.actions.githubusercontent.com\`,
                },
                Condition: {
                    StringEquals: {
                        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                        "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:prod",
                    },
                },
            },
        ],
    }),
});`;

/** A service's role by this project's component, for the documentation of rules. */
export const SERVICE_ROLE_COMPONENT = `new ServiceRole("delivery", {
    service: "firehose.amazonaws.com",
    description: "Delivers orders",
    permissionsBoundaryArn: boundary.arn,
    sourceAccount: accountId,
});`;

/** Permissions by this project's components, for the documentation of rules. */
export const GRANT_COMPONENT = `const orders = new DynamoTable("orders", {
    hashKey: "orderId",
    keyArn: key.arn,
    recoveryDays: 35,
    deletionProtection: true,
});
const placeOrder = new ServerlessFunction("place-order", {
    function: "placeOrder",
    description: "Places orders",
    platform,
    environment: { TABLE_NAME: orders.ref.name },
});
// A verb gives its actions on this one table and its key; there is none that gives more.
orders.grant(placeOrder, "putItem");`;

/** A bucket that other services write into, by this project's component. */
export const ARCHIVE_COMPONENT = `// Each service that writes is bound to this account, and CloudTrail to the one trail.
new LogArchive("log-archive", { expireAfterDays: 400, trailName: "platform-prod", deletionProtection: true });`;
