import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const SECRET_TYPE = "aws:secretsmanager/secret:Secret";
const ROTATION_TYPE = "aws:secretsmanager/secretRotation:SecretRotation";

/** A secret that another account or service owns cannot be rotated here; it needs an exemption that says so. */
export const secretsmanagerSecretRotated = defineRule({
    id: "secretsmanager-secret-rotated",
    displayName: "Secrets are rotated",
    description: "Secrets have a rotation, and it comes often enough.",
    severity: "medium",
    tags: ["secretsmanager", "rotation"],
    frameworks: [fsbp("SecretsManager.1"), fsbp("SecretsManager.4"), wellArchitected("SEC02-BP05")],
    remediationSteps: "Make aws.secretsmanager.SecretRotation with rotationRules.automaticallyAfterDays.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
    examples: {
        aws: `const orders = new aws.secretsmanager.Secret("orders", { kmsKeyId: key.arn });
new aws.secretsmanager.SecretRotation("orders", {
    secretId: orders.id,
    rotationLambdaArn: handler.arn,
    rotationRules: { automaticallyAfterDays: 30 },
});`,
    },
    level: "advisory",
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
            const days = automaticallyAfterDays ?? daysOf(scheduleExpression ?? "");
            return days !== undefined && days > maximumDays ? `'${name}' rotates every ${days} days.` : undefined;
        });
    },
    stack(stack, judgeOf) {
        for (const secret of stack.ofType(SECRET_TYPE)) {
            const judge = judgeOf(secret);
            const rotations = judge.read(
                "rotation",
                stack.attachedTo(secret, {
                    types: [ROTATION_TYPE],
                    property: "secretId",
                    identities: ["id", "arn", "name"],
                }),
            );
            if (rotations === undefined) continue;
            judge.decide("rotation", () =>
                rotations.length === 0 ? `Secret '${secret.name}' is not rotated.` : undefined,
            );
        }
    },
});

/** The days of `rate(30 days)`; a `cron` expression comes once a month or more often. */
function daysOf(schedule: string): number | undefined {
    const [, count, unit = ""] = /^rate\((\d+) (hour|day)s?\)$/.exec(schedule) ?? [];
    return count === undefined ? undefined : Number(count) / (unit === "hour" ? 24 : 1);
}
