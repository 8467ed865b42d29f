import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { secretsmanagerSecretRotated } from "./secretRotated";

const secret = subjectsOf("aws:secretsmanager/secret:Secret");
const rotation = subjectsOf("aws:secretsmanager/secretRotation:SecretRotation");
const orders = { name: "orders", outputs: { id: "arn:orders", arn: "arn:orders" } };
const every = (rotationRules: unknown) => rotation({ secretId: "arn:orders", rotationRules }, { name: "rotation" });
const days = "rotationRules.automaticallyAfterDays";

describeRule(secretsmanagerSecretRotated, {
    passes: {
        "a secret with a rotation": [secret({}, orders), every({ automaticallyAfterDays: 30 })],
        "a schedule": [secret({}, orders), every({ scheduleExpression: "rate(10 days)" })],
        "a schedule by the calendar": [secret({}, orders), every({ scheduleExpression: "cron(0 0 1 * ? *)" })],
        "a schedule that names every month": [
            secret({}, orders),
            every({ scheduleExpression: "cron(0 8 1 JAN-JUN,7-12 ? *)" }),
        ],
        "a schedule for every other month": [secret({}, orders), every({ scheduleExpression: "cron(0 8 1 */2 ? *)" })],
        "a secret still to be made": [
            secret({}, { name: "orders", outputs: { id: UNKNOWN, arn: UNKNOWN } }),
            rotation({ secretId: UNKNOWN }, { name: "rotation", references: { secretId: ["orders"] } }),
        ],
    },
    violates: {
        "a rotation once a year": [[secret({}, orders), every({ automaticallyAfterDays: 365 })], days],
        "a schedule that AWS does not have": [[secret({}, orders), every({ scheduleExpression: "every month" })], days],
        "a schedule for no month": [[secret({}, orders), every({ scheduleExpression: "cron(0 8 1 XYZ ? *)" })], days],
        "a schedule once a year": [[secret({}, orders), every({ scheduleExpression: "rate(365 days)" })], days],
        "a schedule by the calendar for a month of the year": [
            [secret({}, orders), every({ scheduleExpression: "cron(0 8 1 JAN ? *)" })],
            days,
        ],
        "a schedule by the calendar every eleven months": [
            [secret({}, orders), every({ scheduleExpression: "cron(0 0 ? 1/11 2#1 *)" })],
            days,
        ],
        "a rotation of another secret": [[secret({}, orders), rotation({ secretId: "arn:other" })], "rotation"],
    },
    missing: [secret({}, orders), "rotation"],
    undecided: {
        "unknown rules": [[secret({}, orders), every(UNKNOWN)], days],
        "a rotation of nobody knows which secret": [
            [secret({}, orders), rotation({ secretId: UNKNOWN }, { name: "rotation" })],
            "rotation",
        ],
    },
    configured: {
        "more often": [{ maximumDays: 30 }, every({ automaticallyAfterDays: 60 }), days],
        hours: [{ maximumDays: 1 }, every({ scheduleExpression: "rate(12 hours)" })],
    },
});
