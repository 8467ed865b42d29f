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
} from "@aws-sdk/client-kms";
import { crudRow, type CrudRow, type Subject } from "../../crudRow";
import type { ResourceRow, RowContext } from "../../row";

const KMS = { client: ({ kms }) => kms() } satisfies Partial<CrudRow>;

/** `aws:kms/key:Key`. */
const key = crudRow({
    ...KMS,
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
    id: "keyId",
    arn: "arn:{partition}:kms:{region}:{accountId}:key/{keyId}",
    outputs: ({ hex }) => ({ keyId: uuidOf(hex(32)) }),
    names: {
        customerMasterKeySpec: "KeySpec",
        deletionWindowInDays: "PendingWindowInDays",
        enableKeyRotation: "KeyRotationEnabled",
        isEnabled: "Enabled",
    },
    key: { KeyId: "id" },
    create: [CreateKeyCommand],
    made: "KeyMetadata.KeyId",
    read: [DescribeKeyCommand, "KeyMetadata"],
    // KMS has one policy for each key, and this is its name.
    alsoRead: [[GetKeyPolicyCommand, undefined, { policyName: "default" }], [GetKeyRotationStatusCommand]],
    isGone: ({ KeyState }) => KeyState === "PendingDeletion",
    parts: [
        // A disabled key takes no changes.
        { of: ["isEnabled"], set: async ({ props, send }) => props.isEnabled && (await send(EnableKeyCommand)) },
        { of: ["description"], set: [UpdateKeyDescriptionCommand] },
        {
            of: ["policy", "bypassPolicyLockoutSafetyCheck"],
            set: async ({ send }, args) =>
                args.policy && (await send(PutKeyPolicyCommand, { ...args, policyName: "default" })),
        },
        {
            of: ["enableKeyRotation", "rotationPeriodInDays"],
            set: ({ props, send }, args) =>
                send(props.enableKeyRotation ? EnableKeyRotationCommand : DisableKeyRotationCommand, args),
        },
        { of: ["isEnabled"], set: async ({ props, send }) => props.isEnabled || (await send(DisableKeyCommand)) },
    ],
    unset: { description: "" },
    delete: async ({ find, props, sendIfExists }) => {
        const found = await find();
        if (found !== undefined && found.KeyState !== "PendingDeletion")
            await sendIfExists(ScheduleKeyDeletionCommand, props);
    },
    tags: { set: TagResourceCommand, remove: UntagResourceCommand, list: ListResourceTagsCommand },
});

/** `aws:kms/alias:Alias`. */
const alias = crudRow({
    ...KMS,
    type: "aws:kms/alias:Alias",
    replaceOn: ["name", "namePrefix"],
    recomputes: { targetKeyArn: ["targetKeyId"] },
    autoName: {
        property: "name",
        maxLength: 250,
        transform: (name) => (name.startsWith("alias/") ? name : `alias/${name}`),
    },
    id: "name",
    arn: "arn:{partition}:kms:{region}:{accountId}:{name}",
    outputs: (context, { targetKeyId: target }) => ({
        targetKeyArn: `${target}`.startsWith("arn:") ? target : keyArn(context, target),
    }),
    key: { AliasName: "name" },
    create: [CreateAliasCommand],
    read: findAlias,
    update: [UpdateAliasCommand],
    delete: [DeleteAliasCommand],
    // The program may have named the key by its ARN.
    wire: {
        targetKeyId: {
            from: (found: string, { props }) => (`${props.targetKeyId}`.endsWith(found) ? props.targetKeyId : found),
        },
    },
});

async function findAlias({ context, id }: Subject) {
    for await (const { Aliases = [] } of paginateListAliases({ client: context.clients.kms() }, {})) {
        const found = Aliases.find(({ AliasName }) => AliasName === id);
        if (found?.TargetKeyId !== undefined) return found;
    }
    return undefined;
}

function keyArn({ partition, region, accountId }: RowContext, keyId: string): string {
    return `arn:${partition}:kms:${region}:${accountId}:key/${keyId}`;
}

function uuidOf(hex: string): string {
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The rows of KMS. */
export const kmsRows: readonly ResourceRow[] = [key, alias];
