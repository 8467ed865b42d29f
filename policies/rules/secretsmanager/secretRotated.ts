import type * as aws from "@pulumi/aws";
import { attached } from "../../framework/attached";
import { UnreadableError } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const SECRET_TYPE = "aws:secretsmanager/secret:Secret";
const ROTATION_TYPE = "aws:secretsmanager/secretRotation:SecretRotation";

/** A secret that another account or service owns cannot be rotated here; it needs an exemption that says so. */
export const secretsmanagerSecretRotated = defineRule({
    id: "secretsmanager-secret-rotated",
    displayName: "Secrets Manager secrets have a rotation",
    description: "Secrets have a rotation, and it comes often enough.",
    severity: "medium",
    level: "advisory",
    tags: ["secretsmanager", "rotation"],
    frameworks: [fsbp("SecretsManager.1"), fsbp("SecretsManager.4"), wellArchitected("SEC02-BP05")],
    remediationSteps: "Make aws.secretsmanager.SecretRotation with rotationRules.automaticallyAfterDays.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
    examples: ["aws.secretsmanager.SecretRotation"],
    types: [SECRET_TYPE, ROTATION_TYPE],
    parameters: {
        maximumDays: {
            type: "integer",
            description: "Days between two rotations at most.",
            default: 90,
            minimum: 1,
        },
    },
    resource({ type, name, props }: ResourceView<aws.secretsmanager.SecretRotationArgs>, judge, { maximumDays }) {
        if (type !== ROTATION_TYPE) return;
        judge.decide("rotationRules.automaticallyAfterDays", () => {
            const { automaticallyAfterDays, scheduleExpression } = props.rotationRules ?? {};
            const days =
                automaticallyAfterDays ??
                (scheduleExpression === undefined
                    ? undefined
                    : daysOf(scheduleExpression, `scheduleExpression of '${name}'`));
            return days !== undefined && days > maximumDays ? `'${name}' rotates every ${days} days.` : undefined;
        });
    },
    ...attached({
        of: [SECRET_TYPE],
        by: { types: [ROTATION_TYPE], property: "secretId", identities: ["id", "arn", "name"] },
        id: "rotation",
        fault: (name) => `Secret '${name}' is not rotated.`,
    }),
});

/**
 * The days of `rate(30 days)`. A `cron` expression comes every month or more often, unless it names months: then those of its longest wait.
 *
 * @throws UnreadableError when it is neither
 */
function daysOf(schedule: string, subject: string): number | undefined {
    const [, count, unit = ""] = /^rate\((\d+) (hour|day)s?\)$/.exec(schedule) ?? [];
    if (count !== undefined) return Number(count) / (unit === "hour" ? 24 : 1);
    const named = /^cron\(\S+ \S+ \S+ (\S+) \S+ \S+\)$/.exec(schedule)?.[1];
    const months = named === undefined ? [] : monthsOf(named);
    if (months.length === 0)
        throw new UnreadableError(subject, `is '${schedule}', neither rate(… days), rate(… hours) nor cron(…)`);
    const waits = months.map((month, index) => (months[index + 1] ?? (months[0] ?? 0) + 12) - month);
    const longest = Math.max(1, ...waits);
    return longest > 1 ? Math.round((longest * 365) / 12) : undefined;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** The months of `1/3`, `JAN,JUL` or `4-6`, from 1 and in order: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html */
function monthsOf(field: string): number[] {
    const numberOf = (month: string) => MONTHS.indexOf(month.toUpperCase()) + 1 || Number(month);
    const parts = field.split(",").map((part) => {
        const [range = "", step = "1"] = part.split("/");
        const [first = "", last = part.includes("/") ? "12" : first] = range.split("-");
        const [from, to] = ["", "*"].includes(range) ? [1, 12] : [numberOf(first), numberOf(last)];
        return MONTHS.map((_, index) => index + 1).filter(
            (month) => month >= from && month <= to && (month - from) % Number(step) === 0,
        );
    });
    return [...new Set(parts.flat())].sort((one, other) => one - other);
}
