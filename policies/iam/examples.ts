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
