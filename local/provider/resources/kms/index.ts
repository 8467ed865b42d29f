import {
    CreateAliasCommand,
    CreateKeyCommand,
    DeleteAliasCommand,
    DescribeKeyCommand,
    DisableKeyCommand,
    DisableKeyRotationCommand,
    EnableKeyCommand,
    EnableKeyRotationCommand,
    GetKeyPolicyCommand,
    GetKeyRotationStatusCommand,
    ListResourceTagsCommand,
    paginateListAliases,
    PutKeyPolicyCommand,
    ScheduleKeyDeletionCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateAliasCommand,
    UpdateKeyDescriptionCommand,
    type AliasListEntry,
    type KeyMetadata,
} from "@aws-sdk/client-kms";
import type { Clients } from "../../clients";
import { ifExists, tagChanges } from "../../live";
import { defineRow, type Props, type ResourceRow, type RowContext } from "../../row";
import { isChanged } from "../../wire";

/** KMS has one policy for each key, and this is its name. */
const PolicyName = "default";

/** `aws:kms/key:Key`. */
const key = defineRow({
    type: "aws:kms/key:Key",
    lacks: ["customKeyStoreId", "xksKeyId"],
    ineffective: { rotationPeriodInDays: "Keys are not rotated." },
    replaceOn: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
    unlikeCloudFormation: {
        "CloudFormation refuses a change.": ["customerMasterKeySpec", "keyUsage", "multiRegion"],
        "CloudFormation has no such property.": ["customKeyStoreId", "xksKeyId"],
    },
    defaults: {
        bypassPolicyLockoutSafetyCheck: false,
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        enableKeyRotation: false,
        isEnabled: true,
        keyUsage: "ENCRYPT_DECRYPT",
    },
    simulate(context) {
        const keyId = uuidOf(context.hex(32));
        return { id: keyId, outputs: { arn: keyArn(context, keyId), keyId } };
    },
    live: {
        async create(context, inputs) {
            const kms = context.clients.kms();
            const { KeyMetadata } = await kms.send(
                new CreateKeyCommand({
                    BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
                    Description: inputs.description,
                    KeySpec: inputs.customerMasterKeySpec,
                    KeyUsage: inputs.keyUsage,
                    MultiRegion: inputs.multiRegion,
                    Policy: inputs.policy,
                    Tags: kmsTags(inputs.tags),
                }),
            );
            const { KeyId: keyId = "", Arn: arn } = KeyMetadata!;
            context.made(keyId);
            if (inputs.enableKeyRotation === true) await setRotation(context.clients, keyId, inputs);
            if (inputs.isEnabled === false) await kms.send(new DisableKeyCommand({ KeyId: keyId }));
            return { id: keyId, outputs: { arn, keyId } };
        },
        async read({ clients }, id) {
            const metadata = await metadataOf(clients, id);
            if (metadata === undefined || metadata.KeyState === "PendingDeletion") return undefined;
            const kms = clients.kms();
            const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName }));
            const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }));
            const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
            return {
                arn: metadata.Arn,
                keyId: id,
                customerMasterKeySpec: metadata.KeySpec,
                description: metadata.Description,
                enableKeyRotation: KeyRotationEnabled,
                isEnabled: metadata.Enabled,
                keyUsage: metadata.KeyUsage,
                multiRegion: metadata.MultiRegion ?? false,
                policy: Policy,
                tags: Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey, TagValue])),
            };
        },
        async update({ clients }, KeyId, inputs, old) {
            const kms = clients.kms();
            // A disabled key takes no changes.
            if (inputs.isEnabled === true) await kms.send(new EnableKeyCommand({ KeyId }));
            if (isChanged(old, inputs, "description")) {
                await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: inputs.description ?? "" }));
            }
            if (isChanged(old, inputs, "policy") && inputs.policy !== undefined) {
                const BypassPolicyLockoutSafetyCheck = inputs.bypassPolicyLockoutSafetyCheck;
                const { policy: Policy } = inputs;
                await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName, Policy, BypassPolicyLockoutSafetyCheck }));
            }
            if (isChanged(old, inputs, "enableKeyRotation", "rotationPeriodInDays")) {
                await setRotation(clients, KeyId, inputs);
            }
            const { removed: TagKeys, set } = tagChanges(old.tags, inputs.tags);
            if (TagKeys.length > 0) await kms.send(new UntagResourceCommand({ KeyId, TagKeys }));
            await kms.send(new TagResourceCommand({ KeyId, Tags: kmsTags(set) }));
            if (inputs.isEnabled === false) await kms.send(new DisableKeyCommand({ KeyId }));
            return {};
        },
        async delete({ clients }, KeyId, { deletionWindowInDays: PendingWindowInDays }) {
            const metadata = await metadataOf(clients, KeyId);
            if (metadata === undefined || metadata.KeyState === "PendingDeletion") return;
            await clients.kms().send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
        },
    },
});

/** `aws:kms/alias:Alias`. */
const alias = defineRow({
    type: "aws:kms/alias:Alias",
    replaceOn: ["name", "namePrefix"],
    recomputes: { targetKeyArn: ["targetKeyId"] },
    autoName: {
        property: "name",
        maxLength: 250,
        transform: (name) => (name.startsWith("alias/") ? name : `alias/${name}`),
    },
    simulate(context, { name, targetKeyId }) {
        const { partition, region, accountId } = context;
        const arn = `arn:${partition}:kms:${region}:${accountId}:${name}`;
        const targetKeyArn = `${targetKeyId}`.startsWith("arn:") ? targetKeyId : keyArn(context, targetKeyId);
        return { id: name, outputs: { arn, targetKeyArn } };
    },
    live: {
        async create(context, inputs) {
            const { name: AliasName, targetKeyId: TargetKeyId } = inputs;
            await context.clients.kms().send(new CreateAliasCommand({ AliasName, TargetKeyId }));
            return alias.simulate(context, inputs);
        },
        async read(context, id, state) {
            const TargetKeyId = (await aliasOf(context.clients, id))?.TargetKeyId;
            if (TargetKeyId === undefined) return undefined;
            // The program may have named the key by its ARN.
            const isSame = typeof state.targetKeyId === "string" && state.targetKeyId.endsWith(TargetKeyId);
            const inputs = { name: id, targetKeyId: isSame ? state.targetKeyId : TargetKeyId };
            return { ...inputs, ...alias.simulate(context, inputs).outputs };
        },
        async update(context, id, inputs) {
            const { targetKeyId: TargetKeyId } = inputs;
            await context.clients.kms().send(new UpdateAliasCommand({ AliasName: id, TargetKeyId }));
            return alias.simulate(context, inputs).outputs;
        },
        async delete({ clients }, AliasName) {
            await ifExists(clients.kms().send(new DeleteAliasCommand({ AliasName })));
        },
    },
});

async function metadataOf(clients: Clients, KeyId: string): Promise<KeyMetadata | undefined> {
    return (await ifExists(clients.kms().send(new DescribeKeyCommand({ KeyId }))))?.KeyMetadata;
}

async function aliasOf(clients: Clients, name: string): Promise<AliasListEntry | undefined> {
    for await (const { Aliases = [] } of paginateListAliases({ client: clients.kms() }, {})) {
        const found = Aliases.find(({ AliasName }) => AliasName === name);
        if (found !== undefined) return found;
    }
    return undefined;
}

async function setRotation(clients: Clients, KeyId: string, inputs: Props): Promise<void> {
    const { enableKeyRotation, rotationPeriodInDays: RotationPeriodInDays } = inputs;
    if (enableKeyRotation === true)
        await clients.kms().send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays }));
    else await clients.kms().send(new DisableKeyRotationCommand({ KeyId }));
}

function kmsTags(tags: Record<string, string> = {}): { TagKey: string; TagValue: string }[] {
    return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

function keyArn({ partition, region, accountId }: RowContext, keyId: string): string {
    return `arn:${partition}:kms:${region}:${accountId}:key/${keyId}`;
}

function uuidOf(hex: string): string {
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The rows of KMS. */
export const kmsRows: readonly ResourceRow[] = [key, alias];
