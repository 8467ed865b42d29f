import { z } from "zod";

const accountIds = z.array(z.string().regex(/^\d{12}$/, "must be 12 digits")).min(1);

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const sessionName = z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/, "must be the name of a session: 2 to 64 of letters, digits and _+=,.@-");

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
                /** Length of the session, as in `1h30m`: STS takes 15 minutes to 12 hours, of a role that another one assumes up to 1 hour. */
                duration: z.string().refine(isSessionDuration, "must be from 15m to 12h, as in 1h30m").optional(),
                externalId: z
                    .string()
                    .regex(
                        /^[\w+=,.@:/-]{2,1224}$/,
                        "must be an external id: 2 to 1224 of letters, digits and _+=,.@:/-",
                    )
                    .optional(),
                policy: z.string().max(2048).optional(),
                policyArns: z.array(z.string().regex(/^arn:/, "must be the ARN of a policy")).max(10).optional(),
                sessionName: sessionName.optional(),
                sourceIdentity: sessionName.optional(),
                tags: z
                    .record(z.string().min(1).max(128), z.string().max(256))
                    .refine((tags) => Object.keys(tags).length <= 50, "must have no more than 50 tags")
                    .optional(),
                transitiveTagKeys: z.array(z.string().min(1).max(128)).max(50).optional(),
            }),
        )
        .min(1)
        .superRefine((roles, context) => {
            // A role that another one assumes has an hour at most, whatever its own setting says (AssumeRole, DurationSeconds).
            roles.forEach(({ duration = "1h" }, at) => {
                if (at > 0 && secondsOf(duration) > 3600)
                    context.addIssue({
                        code: "custom",
                        path: [at, "duration"],
                        message: "must be up to 1h, since another role assumes this one",
                    });
            });
        })
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

function isSessionDuration(duration: string): boolean {
    if (!/^(\d+h)?(\d+m)?(\d+s)?$/.test(duration)) return false;
    const seconds = secondsOf(duration);
    return seconds >= 15 * 60 && seconds <= 12 * 3600;
}

/** Seconds of a duration such as `1h30m`. */
export function secondsOf(duration: string): number {
    return [...duration.matchAll(/(\d+)([hms])/g)].reduce(
        (sum, [, number, unit]) => sum + Number(number) * { h: 3600, m: 60, s: 1 }[unit as "h" | "m" | "s"],
        0,
    );
}
