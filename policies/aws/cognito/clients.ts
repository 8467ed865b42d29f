/** What signs people in: clients that are made, and clients that another service makes and Pulumi only manages. */
export const CLIENT_TYPES = [
    "aws:cognito/userPoolClient:UserPoolClient",
    "aws:cognito/managedUserPoolClient:ManagedUserPoolClient",
] as const;
