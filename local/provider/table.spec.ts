import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { functions } from "./functions";
import { doctorReport } from "./report";
import { defineRow, tableOf, type ResourceRow } from "./row";
import { rows } from "./table";
import { ProviderClient } from "./testing/client";
import { UNKNOWN } from "./values";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
const inputTypes = readFileSync(join(sdk, "types", "input.d.ts"), "utf8");

/** Argument names of an interface in the SDK's declarations, each with the input type that it holds, if any. */
function members(source: string, name: string): ReadonlyMap<string, string | undefined> {
    const body = new RegExp(`\\binterface ${name} \\{\\n([^]*?)\\n {0,4}\\}\\n`).exec(source)?.[1];
    assert.ok(body !== undefined, `the SDK declares ${name}`);
    const properties = body.matchAll(/^ +(\w+)\??: (.*)$/gm);
    return new Map([...properties].map(([, key = "", type = ""]) => [key, /\binputs\.([\w.]+)/.exec(type)?.[1]]));
}

/** A nested input type such as `s3.BucketLifecycleConfigurationRule`. */
function nestedMembers(type: string): ReadonlyMap<string, string | undefined> {
    const [namespace = "", name = ""] = type.split(".");
    const start = inputTypes.search(new RegExp(`^export (declare )?namespace ${namespace} \\{`, "m"));
    const end = inputTypes.indexOf("\n}\n", start);
    return members(inputTypes.slice(start, end + 1), name);
}

/** `aws:s3/bucket:Bucket` is declared in `s3/bucket.d.ts`, `aws:index/x:Y` at the top. */
function declarationOf({ type }: ResourceRow): { readonly source: string; readonly name: string } {
    const [, module = "", name = ""] = type.split(":");
    const file = join(sdk, `${module.replace(/^index\//, "")}.d.ts`);
    assert.ok(existsSync(file), `the SDK has ${type}`);
    return { source: readFileSync(file, "utf8"), name };
}

/** Paths of the row that the SDK's resource does not have. */
function inventedPaths(row: ResourceRow, paths: readonly string[]): string[] {
    const { source, name } = declarationOf(row);
    const top = members(source, `${name}Args`);
    return paths.filter((path) => {
        let level = top;
        for (const [index, key] of path.split(".").entries()) {
            if (!level.has(key)) return true;
            const nested = level.get(key);
            if (index === path.split(".").length - 1) return false;
            if (nested === undefined) return true;
            level = nestedMembers(nested);
        }
        return false;
    });
}

describe("the table of rows", () => {
    it("refuses two rows for one type", () => {
        const row = defineRow({
            type: "aws:a/b:B",
            args: [],
            recorded: "test",
            simulate: () => ({ id: "", outputs: {} }),
        });
        assert.throws(() => tableOf([row, { ...row }]), /Two provider rows for aws:a\/b:B/);
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
            it("has the official resource's token and only arguments that it has", () => {
                const { source } = declarationOf(row);
                const code = readFileSync(join(sdk, `${row.type.split(":")[1].replace(/^index\//, "")}.js`), "utf8");
                assert.ok(code.includes(`__pulumiType = '${row.type}'`), "the token");
                assert.ok(source !== "");
                assert.deepEqual(inventedPaths(row, row.args), []);
            });

            it("speaks in its other parts of its own arguments", () => {
                const known = new Set(row.args.flatMap(parents));
                const said = [
                    ...(row.required ?? []),
                    ...(row.replaceOn ?? []),
                    ...Object.keys(row.ineffective ?? {}),
                    ...Object.keys(row.defaults ?? {}),
                    ...Object.values(row.recomputes ?? {}).flat(),
                    ...(row.autoName === undefined ? [] : [row.autoName.property]),
                ];
                // Below an argument that takes anything, paths cannot be checked.
                assert.deepEqual(
                    said.filter(
                        (path) => !known.has(path) && !parents(path).some((parent) => row.args.includes(parent)),
                    ),
                    [],
                );
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
        const simulate = () => ({ id: "", outputs: {} });
        const recorded = defineRow({ type: "aws:z/z:Z", args: [], recorded: "The emulator has none.", simulate });
        const live = { create: notCalled, read: notCalled, delete: notCalled };
        const ineffective = { size: "Ignored." };
        const table = tableOf([
            recorded,
            defineRow({ type: "aws:a/a:A", args: ["size"], ineffective, live, simulate }),
        ]);
        assert.deepEqual(doctorReport(table), {
            recorded: [{ type: "aws:z/z:Z", reason: "The emulator has none." }],
            ineffective: [{ type: "aws:a/a:A", argument: "size", effect: "Ignored." }],
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
