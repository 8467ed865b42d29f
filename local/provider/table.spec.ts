import assert from "node:assert/strict";
import { coverage } from "./coverage";
import { functions } from "./functions";
import { doctorReport } from "./report";
import { defineRow, tableOf } from "./row";
import { rows } from "./table";
import { ProviderClient } from "./testing/client";
import { UNKNOWN } from "./values";

describe("the table of rows", () => {
    it("refuses two rows for one type", () => {
        const row = defineRow({ type: "aws:sqs/queue:Queue", recorded: "test", id: "name" });
        assert.throws(() => tableOf([row, { ...row }]), /Two provider rows for aws:sqs\/queue:Queue/);
    });

    it("refuses a row that speaks of arguments which the SDK's resource does not have", () => {
        const row = { type: "aws:sqs/queue:Queue", recorded: "test", id: "name" };
        assert.throws(
            () => defineRow({ ...row, lacks: ["colour"] }),
            /aws:sqs\/queue:Queue: @pulumi\/aws has no argument colour/,
        );
        assert.throws(
            () => defineRow({ ...row, type: "aws:sqs/kite:Kite" }),
            /Nothing is known of aws:sqs\/kite:Kite yet/,
        );
    });

    it("says of every argument about encryption that it has no effect: only the emulator's KMS encrypts", () => {
        const promised = [...rows.values()]
            .filter(({ type, live }) => live !== undefined && !type.startsWith("aws:kms/"))
            .flatMap(({ type, args, ineffective = {} }) =>
                args
                    .filter((path) => /kms|encrypt|[sS]se(?=[A-Z])|bucketKey/i.test(path))
                    .filter((path) => !parents(path).some((parent) => parent in ineffective))
                    .map((path) => `${type} ${path}`),
            );
        assert.deepEqual(promised, []);
    });

    for (const row of rows.values()) {
        describe(row.type, () => {
            it("speaks in its other parts of its own arguments", () => {
                const said = [
                    ...(row.required ?? []),
                    ...Object.keys(row.ineffective ?? {}),
                    ...Object.keys(row.defaults ?? {}),
                    ...Object.values(row.recomputes ?? {}).flat(),
                    ...(row.autoName === undefined ? [] : [row.autoName.property]),
                ];
                const isForeign = (paths: readonly string[]) => (path: string) => coverage(paths, path) === "none";
                assert.deepEqual(said.filter(isForeign(row.args)), []);
                // A rehearsal replaces by what only AWS takes, too.
                assert.deepEqual((row.replaceOn ?? []).filter(isForeign(row.known)), []);
            });

            it("previews with every argument unknown, and simulates the same twice", async () => {
                const client = await ProviderClient.start({
                    rows,
                    functions,
                    accountId: "111122223333",
                    region: "eu-west-1",
                });
                try {
                    const urn = `urn:pulumi:test::platform-test::${row.type}::orders`;
                    const names = [...new Set(row.args.map((path) => path.split(".")[0]))];
                    const inputs = Object.fromEntries(names.map((key) => [key, UNKNOWN]));
                    const { outputs } = await client.create(urn, inputs, true);
                    for (const key of names) assert.equal(outputs[key], UNKNOWN);
                    assert.deepEqual(await client.create(urn, inputs), await client.create(urn, inputs));
                } finally {
                    client.close();
                }
            });
        });
    }
});

describe("the doctor's report", () => {
    it("lists what is recorded only and what has no effect", () => {
        const recorded = defineRow({ type: "aws:sqs/queue:Queue", recorded: "The emulator has none.", id: "name" });
        const live = { create: notCalled, read: notCalled, delete: notCalled };
        const ineffective = { policy: "Ignored." };
        const table = tableOf([recorded, defineRow({ type: "aws:kms/key:Key", ineffective, live, id: "description" })]);
        assert.deepEqual(doctorReport(table), {
            recorded: [{ type: "aws:sqs/queue:Queue", reason: "The emulator has none." }],
            ineffective: [{ type: "aws:kms/key:Key", argument: "policy", effect: "Ignored." }],
        });
    });
});

function notCalled(): never {
    throw new Error("not expected");
}

function parents(path: string): string[] {
    const keys = path.split(".");
    return keys.map((_, index) => keys.slice(0, index + 1).join("."));
}
