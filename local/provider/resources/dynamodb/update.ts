import { UpdateTableCommand, UpdateTimeToLiveCommand, type TableDescription } from "@aws-sdk/client-dynamodb";
import type { Subject } from "../../crudRow";
import type { Props } from "../../row";
import { sameValue } from "../../values";
import { isChanged, pick } from "../../wire";
import { encryptionToAws, indexesOf, indexToAws, keysToAws, streamToAws, throughputToAws } from "./shapes";

/** Whether a table and all its indexes are active. The SDK's waiter looks at the table alone. */
export function isActive({ TableStatus, GlobalSecondaryIndexes: indexes = [] }: TableDescription): boolean {
    return [TableStatus, ...indexes.map(({ IndexStatus }) => IndexStatus)].every((status) => status === "ACTIVE");
}

/** Brings a table to its new arguments by the changes that `UpdateTable` makes, one at a time as DynamoDB demands. */
export async function updateTable({ old, props, send, settle }: Subject): Promise<void> {
    for (const change of changesOf(props, old)) {
        await send(UpdateTableCommand, change);
        await settle();
    }
}

/**
 * What a table that was on demand gets when the program is silent on its capacity, as with the official provider: who ignores
 * changes of the capacity cannot say it then, since the old arguments have none.
 */
const LEAST_CAPACITY = { readCapacity: 1, writeCapacity: 1 };

function changesOf(inputs: Props, old: Props): Props[] {
    const { attributes, billingMode, deletionProtectionEnabled = false, tableClass = "STANDARD" } = inputs;
    const changes: Props[] = [];
    if (isChanged(old, inputs, "deletionProtectionEnabled")) changes.push({ deletionProtectionEnabled });
    if (isChanged(old, inputs, "tableClass")) changes.push({ tableClass });
    const { removed, added, resized } = indexChanges(inputs, old);
    // Indexes that go need no capacity in the new billing mode, so they go first.
    changes.push(...removed.map((indexName) => indexChanged({ delete: { indexName } })));
    changes.push(...capacityChanges(inputs, old, resized));
    changes.push(
        ...added.map((index) => ({ attributes, ...indexChanged({ create: indexToAws(billingMode, index) }) })),
    );
    if (isChanged(old, inputs, "streamEnabled", "streamViewType")) {
        // A running stream keeps its view.
        if (old.streamEnabled === true) changes.push({ streamSpecification: { streamEnabled: false } });
        if (inputs.streamEnabled === true) changes.push({ streamSpecification: streamToAws(inputs) });
    }
    if (isChanged(old, inputs, "serverSideEncryption"))
        changes.push({ SSESpecification: encryptionToAws(inputs.serverSideEncryption ?? {}) });
    return changes;
}

function capacityChanges(inputs: Props, old: Props, resized: readonly Props[]): Props[] {
    const { billingMode, globalSecondaryIndexes = [] } = inputs;
    const isProvisioned = billingMode === "PROVISIONED";
    const resize = ({ name: indexName, ...capacity }: Props) => ({
        update: { indexName, provisionedThroughput: throughputToAws(billingMode, capacity) },
    });
    if (isChanged(old, inputs, "billingMode")) {
        const kept = globalSecondaryIndexes.filter(({ name }: Props) => indexesOf(old).has(name));
        const resizes = kept.map((index: Props) => resize({ ...LEAST_CAPACITY, ...index }));
        const indexes = isProvisioned && kept.length > 0 ? indexChanged(...resizes) : {};
        const provisionedThroughput = throughputToAws(billingMode, { ...LEAST_CAPACITY, ...inputs });
        return [{ billingMode, provisionedThroughput, ...indexes }];
    }
    if (!isProvisioned) return [];
    const changes = resized.map((index) => indexChanged(resize(index)));
    if (isChanged(old, inputs, "readCapacity", "writeCapacity"))
        changes.push({ provisionedThroughput: throughputToAws(billingMode, inputs) });
    return changes;
}

function indexChanged(...globalSecondaryIndexUpdates: readonly Props[]): Props {
    return { globalSecondaryIndexUpdates };
}

/** An index whose keys or projection change is another index. */
function indexChanges(inputs: Props, old: Props) {
    const olds = indexesOf(old);
    const news: Props[] = inputs.globalSecondaryIndexes ?? [];
    const identity = (index: Props) => [keysToAws(index), pick(index, ["nonKeyAttributes", "projectionType"])];
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

/** Switches the expiry of items. Another attribute needs the old one switched off first. */
export async function setTimeToLive({ old: { ttl: old }, props: { ttl }, send }: Subject): Promise<void> {
    const put = (attributeName: string, enabled: boolean) =>
        send(UpdateTimeToLiveCommand, { timeToLiveSpecification: { attributeName, enabled } });
    const enabled = ttl?.enabled === true;
    if (old?.enabled === true && (!enabled || old.attributeName !== ttl.attributeName))
        await put(old.attributeName, false);
    if (enabled) await put(ttl.attributeName, true);
}
