import type { Exemption } from "../framework/exemption";
import { defineRule } from "../framework/rule";
import { fsbp } from "../framework/references";
import { dynamodbPitrEnabled } from "../rules/dynamodb/pitrEnabled";
import { kmsKeyRotation } from "../rules/kms/keyRotation";
import { check, type CheckReport } from "../check/check";
import { readState } from "../check/state";

export const TABLE = "aws:dynamodb/table:Table";
export const KEY = "aws:kms/key:Key";
export const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

interface Resource {
    readonly type: string;
    readonly name: string;
    readonly inputs?: object;
    readonly outputs?: object;
    readonly external?: boolean;
}

export const exportOf = (project: string, resources: readonly Resource[]) =>
    JSON.stringify({
        version: 3,
        deployment: {
            resources: resources.map(({ type, name, ...rest }) => ({
                urn: `urn:pulumi:dev::${project}::${type}::${name}`,
                type,
                ...rest,
            })),
        },
    });
const data = readState(
    exportOf("platform-data", [
        { type: TABLE, name: "orders", inputs: { hashKey: "id" } },
        { type: TABLE, name: "carts", inputs: {} },
        { type: TABLE, name: "good", inputs: { pointInTimeRecovery: { enabled: true } } },
    ]),
    "data.json",
);
export const foundation = readState(
    exportOf("platform-foundation", [
        { type: KEY, name: "data <a|b>", inputs: { enableKeyRotation: false } },
        { type: "pulumi:providers:aws", name: "default", inputs: {} },
    ]),
    "foundation.json",
);

/** Every table asks for a key in some stack. */
const acrossStacks = defineRule({
    id: "dynamodb-across-stacks",
    displayName: "Across stacks",
    description: "An environment with tables has a key.",
    severity: "low",
    tags: ["dynamodb"],
    frameworks: [fsbp("DynamoDB.2")],
    remediationSteps: "Add a key.",
    url: "https://docs.aws.amazon.com/kms/",
    examples: ["aws.dynamodb.Table"],
    types: [TABLE],
    level: "advisory",
    environment(environment, judgeOf) {
        for (const table of environment.ofType(TABLE))
            judgeOf(table).decide("key", () => (environment.ofType(KEY).length > 1 ? undefined : "Only one key."));
    },
});

export const rules = [dynamodbPitrEnabled, kmsKeyRotation, acrossStacks];
export const exemption = (more: Partial<Exemption>): Exemption => ({
    rule: "dynamodb-pitr-enabled",
    finding: "pointInTimeRecovery.enabled",
    resource: "carts",
    stacks: ["platform-data/*"],
    reason: "Carts are lost gladly.",
    owner: "shop",
    ticket: "SHOP-1",
    expires: "2026-12-31",
    ...more,
});
export const run = (exemptions: readonly Exemption[] = [exemption({})], config = {}) =>
    check([data, foundation], { rules, exemptions, config, today: "2026-01-01" });
export const told = ({ findings }: CheckReport) =>
    findings.map(({ verdict, level, rule, urn }) => `${verdict} ${level} ${rule} ${urn.split("::").at(-1)}`);
