import * as dynamodb from "@aws-sdk/client-dynamodb";
import type { Clients } from "../../clients";
import { ifExists, until } from "../../live";
import type { LiveContext, Props } from "../../row";
import { sameValue } from "../../values";
import { attributesToAws, indexKeys, indexToAws, streamToAws, throughputToAws } from "./shapes";
import { isChanged, pick } from "../../wire";

/** The longest wait for a table, in seconds. The emulator takes milliseconds. */
const WAIT_SECONDS = 60;

/** A table's description; `undefined` when there is none. */
async function describe(clients: Clients, TableName: string): Promise<dynamodb.TableDescription | undefined> {
    return (await ifExists(clients.dynamodb().send(new dynamodb.DescribeTableCommand({ TableName }))))?.Table;
}

/** Whether a table and all its indexes are active. The SDK's waiter looks at the table alone. */
export function isActive({ TableStatus, GlobalSecondaryIndexes: indexes = [] }: dynamodb.TableDescription): boolean {
    return [TableStatus, ...indexes.map(({ IndexStatus }) => IndexStatus)].every((status) => status === "ACTIVE");
}

/** Waits until a table {@link isActive}. */
async function active(context: LiveContext, name: string): Promise<void> {
    const isDone = async () => {
        const found = await describe(context.clients, name);
        return found !== undefined && isActive(found) ? true : undefined;
    };
    await until(context, `Table '${name}' becoming active`, isDone, WAIT_SECONDS);
}

/** Brings a table to its new arguments by the changes that `UpdateTable` makes, one at a time as DynamoDB demands. */
export async function updateTable(
    context: LiveContext,
    inputs: Props,
    old: Props,
    encryption?: dynamodb.SSESpecification,
) {
    for (const change of changesOf(inputs, old, encryption)) {
        await context.clients.dynamodb().send(new dynamodb.UpdateTableCommand({ TableName: inputs.name, ...change }));
        await active(context, inputs.name);
    }
}

/**
 * What a table that was on demand gets when the program is silent on its capacity, as with the official provider: who ignores
 * changes of the capacity cannot say it then, since the old arguments have none.
 */
const LEAST_CAPACITY = { readCapacity: 1, writeCapacity: 1 };

type Change = Omit<dynamodb.UpdateTableCommandInput, "TableName">;

function changesOf(inputs: Props, old: Props, encryption?: dynamodb.SSESpecification): Change[] {
    const changes: Change[] = [];
    if (isChanged(old, inputs, "deletionProtectionEnabled")) {
        changes.push({ DeletionProtectionEnabled: inputs.deletionProtectionEnabled ?? false });
    }
    if (isChanged(old, inputs, "tableClass")) changes.push({ TableClass: inputs.tableClass ?? "STANDARD" });
    const { removed, added, resized } = indexChanges(inputs, old);
    // Indexes that go need no capacity in the new billing mode, so they go first.
    changes.push(...removed.map((name) => indexChange({ Delete: { IndexName: name } })));
    changes.push(...capacityChanges(inputs, old, resized));
    const AttributeDefinitions = attributesToAws(inputs.attributes);
    changes.push(
        ...added.map((index) => ({
            AttributeDefinitions,
            ...indexChange({ Create: indexToAws(inputs.billingMode, index) }),
        })),
    );
    if (isChanged(old, inputs, "streamEnabled", "streamViewType")) {
        // A running stream keeps its view.
        if (old.streamEnabled === true) changes.push({ StreamSpecification: { StreamEnabled: false } });
        if (inputs.streamEnabled === true) changes.push({ StreamSpecification: streamToAws(inputs) });
    }
    if (isChanged(old, inputs, "serverSideEncryption")) {
        changes.push({ SSESpecification: encryption ?? { Enabled: false } });
    }
    return changes;
}

function capacityChanges(inputs: Props, old: Props, resized: readonly Props[]): Change[] {
    const { billingMode } = inputs;
    const updates = resized.map((index) => ({
        Update: { IndexName: index.name, ProvisionedThroughput: throughputToAws(billingMode, index)! },
    }));
    const isProvisioned = billingMode === "PROVISIONED";
    if (isChanged(old, inputs, "billingMode")) {
        const kept = (inputs.globalSecondaryIndexes ?? []).filter((index: Props) => indexesOf(old).has(index.name));
        const capacityOf = (capacity: Props) => throughputToAws(billingMode, { ...LEAST_CAPACITY, ...capacity });
        const all = kept.map((index: Props) => ({
            Update: { IndexName: index.name, ProvisionedThroughput: capacityOf(index) },
        }));
        const indexes = isProvisioned && all.length > 0 ? { GlobalSecondaryIndexUpdates: all } : {};
        return [{ BillingMode: billingMode, ProvisionedThroughput: capacityOf(inputs), ...indexes }];
    }
    if (!isProvisioned) return [];
    const changes: Change[] = updates.map((update) => indexChange(update));
    if (isChanged(old, inputs, "readCapacity", "writeCapacity")) {
        changes.push({ ProvisionedThroughput: throughputToAws(billingMode, inputs) });
    }
    return changes;
}

function indexChange(update: dynamodb.GlobalSecondaryIndexUpdate): Change {
    return { GlobalSecondaryIndexUpdates: [update] };
}

/** An index whose keys or projection change is another index. */
function indexChanges(inputs: Props, old: Props) {
    const olds = indexesOf(old);
    const news: Props[] = inputs.globalSecondaryIndexes ?? [];
    const identity = (index: Props) => [indexKeys(index), pick(index, ["nonKeyAttributes", "projectionType"])];
    const capacity = (index: Props) => pick(index, ["readCapacity", "writeCapacity"]);
    const isKept = (index: Props) =>
        olds.has(index.name) && sameValue(identity(olds.get(index.name)!), identity(index));
    const keptNames = new Set(news.filter(isKept).map(({ name }) => name));
    return {
        removed: [...olds.keys()].filter((name) => !keptNames.has(name)),
        added: news.filter((index) => !isKept(index)),
        resized: news.filter((index) => isKept(index) && !sameValue(capacity(olds.get(index.name)!), capacity(index))),
    };
}

/** `globalSecondaryIndexes` by name. */
export function indexesOf({ globalSecondaryIndexes = [] }: Props): ReadonlyMap<string, Props> {
    return new Map(globalSecondaryIndexes.map((index: Props) => [index.name, index]));
}

/** Switches the expiry of items. Another attribute needs the old one switched off first. */
export async function setTimeToLive(clients: Clients, TableName: string, old?: Props, ttl?: Props): Promise<void> {
    const put = (AttributeName: string, Enabled: boolean) =>
        clients.dynamodb().send(
            new dynamodb.UpdateTimeToLiveCommand({
                TableName,
                TimeToLiveSpecification: { AttributeName, Enabled },
            }),
        );
    const enabled = ttl !== undefined && ttl.enabled === true;
    if (old?.enabled === true && (!enabled || old.attributeName !== ttl.attributeName))
        await put(old.attributeName, false);
    if (enabled) await put(ttl.attributeName, true);
}
