import { z } from "zod";

const accountIds = z.array(z.string().regex(/^\d{12}$/, "must be 12 digits")).min(1);

/**
 * The settings of the official AWS provider that an environment may give, by the provider's own names. Credentials are not
 * among them: the SDK's usual ways find them, and configuration files are no place for them.
 *
 * @see https://www.pulumi.com/registry/packages/aws/installation-configuration/
 */
export const awsSettings = z.strictObject({
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be an AWS region such as eu-west-1"),
    /** The only accounts in which anything may happen: credentials for another one stop a run before it begins. */
    allowedAccountIds: accountIds.optional(),
    /** Profile of the shared AWS configuration that gives the credentials. @default - the SDK's usual ways */
    profile: z.string().min(1).optional(),
    /** Roles to assume one after the other, the last of which acts. @default - the credentials act themselves */
    assumeRoles: z
        .array(
            z.strictObject({
                roleArn: z.string().regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, "must be the ARN of a role"),
                /** Length of the session, as in `1h30m`. */
                duration: z.string().optional(),
                externalId: z.string().optional(),
                policy: z.string().optional(),
                policyArns: z.array(z.string()).optional(),
                sessionName: z.string().optional(),
                sourceIdentity: z.string().optional(),
                tags: z.record(z.string(), z.string()).optional(),
                transitiveTagKeys: z.array(z.string()).optional(),
            }),
        )
        .min(1)
        .optional(),
    /** Where services answer instead of AWS, by the provider's names of them: `[{ dynamodb: http://127.0.0.1:4577 }]`. */
    endpoints: z.array(z.record(z.string(), z.url({ protocol: /^https?$/ }))).optional(),
    /** For endpoints that do not name buckets in the host. */
    s3UsePathStyle: z.boolean().optional(),
    skipCredentialsValidation: z.boolean().optional(),
    skipMetadataApiCheck: z.boolean().optional(),
    skipRegionValidation: z.boolean().optional(),
    skipRequestingAccountId: z.boolean().optional(),
});
