import assert from "node:assert/strict";
import { memberFor, requestOf, type CommandClass } from "./casing";
import { argumentNames } from "./check";
import type { Call, Read } from "./crud";
import { crudRow, type CrudRow } from "./crudRow";
import { Provider } from "./provider";
import { tableOf, type Props, type ResourceRow } from "./row";
import { rows } from "./table";

type Declared = ResourceRow & CrudRow;
const declared = [...rows.values()].filter((row): row is Declared => "read" in row);

/** Arguments that code below a row's own takes. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
    "aws:apigateway/methodSettings:MethodSettings": ["methodPath"],
    "aws:cognito/userPool:UserPool": ["signInPolicy"],
    "aws:dynamodb/table:Table": ["rangeKey", "readCapacity", "streamViewType", "writeCapacity"],
    "aws:lambda/function:Function": ["s3Bucket", "s3Key", "s3ObjectVersion"],
    "aws:s3/bucketLogging:BucketLogging": ["targetObjectKeyFormat", "targetPrefix"],
    "aws:s3/bucketNotification:BucketNotification": ["lambdaFunctions", "queues", "topics"],
    "aws:s3/bucketObjectv2:BucketObjectv2": ["content", "contentBase64", "source", "sourceHash"],
};

/** The commands of a call; of code those that it sends when all goes well. */
async function commandsOf(call: Call | Read, names: readonly string[]): Promise<CommandClass[]> {
    if (typeof call !== "function") return [call[0]];
    const commands: CommandClass[] = [];
    const send = (command: CommandClass) => Promise.resolve(void commands.push(command));
    const props = Object.fromEntries(names.map((name) => [name, name]));
    const subject = { send, sendIfExists: send, find: () => Promise.resolve({}), props, old: {}, context: {} };
    // What the code makes of the answers does not matter.
    await call(subject as never, props).catch(() => undefined);
    return commands;
}

/** The names among these that a call takes: members of its commands, and for code also what it speaks of. */
async function takenBy(call: Call | undefined, row: Declared, names: readonly string[]): Promise<string[]> {
    if (call === undefined || row.texts !== undefined) return call === undefined ? [] : [...names];
    const commands = await commandsOf(call, names);
    const code = typeof call === "function" ? String(call) : String(call[1]);
    const schemas = commands.map((command) => requestOf(command));
    const nested = schemas.flatMap((schema) => {
        const member = typeof call === "function" ? undefined : call[1];
        return typeof member === "string" ? [schema, schema.getMemberSchema(member)] : [schema];
    });
    return names.filter(
        (name) =>
            code.includes(name) || nested.some((schema) => memberFor(schema, name, row.names ?? {}) !== undefined),
    );
}

/** The changes that an update of one argument calls for. */
async function changesOf(row: Declared, olds: Props, news: Props, filledIn: Props): Promise<unknown[]> {
    const calls: unknown[] = [];
    const send = (command: { constructor: { name: string }; input: Props }) => {
        const { name } = command.constructor;
        if (!/^(Get|Describe|List|Head)/.test(name)) calls.push([name, command.input]);
        // Nothing is ever ready here: who waits, ends.
        else provider.cancel();
        return Promise.resolve({});
    };
    const clients = new Proxy({}, { get: () => () => ({ send }) }) as never;
    const alone = tableOf([crudRow({ ...row, isReady: undefined })]);
    const options = { rows: alone, functions: new Map(), accountId: "111122223333", region: "eu-west-1", clients };
    const provider = new Provider(options);
    const urn = `urn:pulumi:test::platform-test::${row.type}::orders`;
    const existing = { id: "orders", state: { ...filledIn, ...olds }, inputs: olds };
    // What is made of the answers does not matter.
    await provider.update(urn, existing, news, false).catch(() => undefined);
    return calls;
}

describe("every declared row", () => {
    for (const row of declared.filter(({ live }) => live?.update !== undefined)) {
        it(`says in an update nothing of what AWS has filled in (${row.type})`, async () => {
            const { autoName, defaults, required = [], replaceOn = [] } = row;
            const given = [...required, ...(autoName === undefined ? [] : [autoName.property])];
            const inputs = { ...Object.fromEntries(given.map((name) => [name, name])), ...defaults };
            const context = { name: "orders", urn: "", region: "eu-west-1", accountId: "1", partition: "aws" };
            const { outputs } = row.simulate({ ...context, hex: (length) => "0".repeat(length) }, inputs);
            const drawn = Object.fromEntries(Object.entries(outputs).filter(([name]) => !argumentNames(row).has(name)));
            const others = [...argumentNames(row)].filter((name) => !given.includes(name) && !(name in inputs));
            const filledIn = { ...Object.fromEntries(others.map((name) => [name, "filled in"])), ...outputs };
            for (const name of [...argumentNames(row)].filter((each) => !replaceOn.includes(each))) {
                const [olds, news] = ["one", "two"].map((value) => ({ ...inputs, [name]: value }));
                const changes = await changesOf(row, olds, news, { ...filledIn, region: "eu-west-1", tagsAll: {} });
                assert.deepEqual(changes, await changesOf(row, olds, news, drawn), name);
            }
        });
    }

    for (const { type, key, read, delete: remove, create, put, update, parts = [] } of declared) {
        it(`names the resource by members that its commands have (${type})`, async () => {
            const changes = [create, put, update, remove];
            // Code alone names it as it likes.
            if (!changes.some((call) => Array.isArray(call))) return;
            const calls = [read, ...changes, ...parts.map(({ set }) => set)];
            const commands = calls.map(async (call) => (call === undefined ? [] : commandsOf(call, [])));
            const schemas = (await Promise.all(commands)).flat().map((command) => requestOf(command));
            const isMember = (name: string) => schemas.some((schema) => memberFor(schema, name, {}) !== undefined);
            assert.deepEqual(
                Object.keys(key).filter((member) => !isMember(member)),
                [],
                "a misspelt member is never sent, since a command is sent only what it takes",
            );
        });
    }

    for (const row of declared) {
        it(`has a call for each argument (${row.type})`, async () => {
            const { autoName, ineffective = {}, key, own = [], parts = [], wire = {} } = row;
            const names = [...argumentNames(row)];
            const elsewhere = new Set([
                ...own,
                ...Object.keys({ ...wire, ...ineffective }).map((path) => path.split(".")[0]),
                ...Object.values(key).map((name) => name.replace("?", "")),
                ...parts.flatMap(({ of }) => of),
                ...(BELOW[row.type] ?? []),
                ...["region", "tags", `${autoName?.property}Prefix`, "skipDestroy"],
            ]);
            const calls = [row.create, row.put, row.update, row.delete];
            const taken = (await Promise.all(calls.map((call) => takenBy(call, row, names)))).flat();
            assert.deepEqual(
                names.filter((name) => !elsewhere.has(name) && !taken.includes(name)),
                [],
            );
        });
    }
});
