import { z } from "zod";
import { findCallbackProblem, findMailProblem } from "../../components/identity/userPoolLimits";
import { isOrigin } from "../../components/shared/addresses";

/** Letters of an environment's name, at most: with it, names of functions and roles of up to 35 letters of their own stay within AWS's 64. */
const ENVIRONMENT_LETTERS = 20;
/**
 * Letters of all origins together. Functions get them in one variable, and Lambda takes 4 KB for all variables of a function
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html); the others need less than half.
 */
const ORIGINS_LETTERS = 2048;
/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const MAIL = { letters: 254, lettersBeforeAt: 64 };

/**
 * What is wrong with an environment's name, which becomes part of names and a tag of what is deployed: buckets and aliases of
 * keys take the least.
 *
 * @returns nothing when the name is right
 */
export function findEnvironmentNameProblem(name: string): string | undefined {
    const isRight = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= ENVIRONMENT_LETTERS;
    if (isRight) return undefined;
    return `'${name}' cannot name an environment: that takes 1 to ${ENVIRONMENT_LETTERS} lower-case letters, digits and single hyphens, the first a letter, since names on AWS are made of it.`;
}

/**
 * Pattern of the names that Pulumi gives what has none: they tell which environment something is of. The random end lets a
 * replacement be made before what it replaces is deleted; rehearsals, which draw nothing, know it by its place.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
export const namePattern = z
    .string()
    .regex(
        /^[a-zA-Z0-9-]*\$\{name\}(?=.*\$\{stack\})([a-zA-Z0-9-]|\$\{(stack|project|organization)\})*-\$\{hex\([4-9]\)\}$/,
        "must be made of ${name}, ${stack} and, at its end, -${hex(7)}: names tell the environment, and are new for each resource",
    );

/**
 * Value of a tag that every service takes: IAM, Lambda and others refuse what is not listed, some at once and some when half
 * of a layer is made (https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html).
 */
export const tagValue = z
    .string()
    .max(256)
    .regex(
        /^[\p{L}\p{N}_.:/=+\-@]+( +[\p{L}\p{N}_.:/=+\-@]+)*$/u,
        "must be a tag's value: letters, digits, spaces within, and _ . : / = + - @",
    );

/** Addresses that browsers may return to after sign-in, as Cognito takes them. */
export const callbackUrls = z.array(z.string()).check(({ value, issues }) => {
    const message = findCallbackProblem(value);
    if (message !== undefined) issues.push({ code: "custom", input: value, message });
});

/** The sender of a user pool's mail. */
export const userPoolMail = z
    .strictObject({ sourceArn: z.string(), fromEmailAddress: z.string() })
    .check(({ value, issues }) => {
        const message = findMailProblem(value);
        if (message !== undefined) issues.push({ code: "custom", input: value, message });
    });

/** ARN of a managed policy of an account's own (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns). */
export const policyArn = z
    .string()
    .regex(
        /^arn:aws[\w-]*:iam::\d{12}:policy\/([\w+=,.@/-]+\/)?[\w+=,.@-]+$/,
        "must be the ARN of an account's own policy such as arn:aws:iam::111122223333:policy/boundary",
    );

/** Origins that browsers may call from. */
export const corsOrigins = distinct(
    z
        .array(
            z.string().refine(isOrigin, "must be an origin such as https://orders.example.com, or http on localhost"),
        )
        .min(1)
        .refine(
            (origins) => origins.join(",").length <= ORIGINS_LETTERS,
            `must have no more than ${ORIGINS_LETTERS} letters together: functions get them in a variable`,
        ),
);

/** Mail addresses. SNS tells no address twice, whatever its letters' case. */
export const mailAddresses = distinct(
    z.array(
        z
            .email("must be a mail address such as on-call@example.com")
            .max(MAIL.letters, `must have no more than ${MAIL.letters} letters`)
            .refine(
                (address) => address.indexOf("@") <= MAIL.lettersBeforeAt,
                `must have no more than ${MAIL.lettersBeforeAt} letters before the @`,
            ),
    ),
    (address) => address.toLowerCase(),
);

/** A list that names nothing twice, which AWS would refuse or take for one. */
function distinct<T extends z.ZodType<readonly string[]>>(list: T, key = (item: string) => item): T {
    return list.check(({ value, issues }) => {
        const twice = value.find((item, at) => value.findIndex((other) => key(other) === key(item)) !== at);
        if (twice !== undefined) issues.push({ code: "custom", input: value, message: `names '${twice}' twice` });
    });
}
