import * as kms from "@aws-sdk/client-kms";
import { crudRow, resourceTags, type Subject } from "../../crudRow";

export const key = crudRow({
    type: "aws:kms/key:Key",
    lacks: ["customKeyStoreId", "xksKeyId"],
    ineffective: { rotationPeriodInDays: "Keys are not rotated." },
    unlikeCloudFormation: {
        "CloudFormation refuses a change.": { replaces: ["customerMasterKeySpec", "keyUsage", "multiRegion"] },
        "CloudFormation has no such property.": { replaces: ["customKeyStoreId", "xksKeyId"] },
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
    create: [kms.CreateKeyCommand],
    read: [kms.DescribeKeyCommand, "KeyMetadata"],
    // KMS has one policy for each key, and this is its name.
    alsoRead: [[kms.GetKeyPolicyCommand, undefined, { policyName: "default" }], [kms.GetKeyRotationStatusCommand]],
    isGone: ({ KeyState }) => KeyState === "PendingDeletion",
    parts: [
        // A disabled key takes no changes.
        { of: ["isEnabled"], set: async ({ props, send }) => props.isEnabled && (await send(kms.EnableKeyCommand)) },
        { of: ["description"], set: [kms.UpdateKeyDescriptionCommand] },
        {
            of: ["policy", "bypassPolicyLockoutSafetyCheck"],
            set: async ({ send }, args) =>
                args.policy && (await send(kms.PutKeyPolicyCommand, { ...args, policyName: "default" })),
        },
        {
            of: ["enableKeyRotation", "rotationPeriodInDays"],
            set: [kms.EnableKeyRotationCommand],
            clear: [kms.DisableKeyRotationCommand],
            none: false,
        },
        { of: ["isEnabled"], set: async ({ props, send }) => props.isEnabled || (await send(kms.DisableKeyCommand)) },
    ],
    unset: { description: "" },
    deletesFound: true,
    delete: [kms.ScheduleKeyDeletionCommand],
    tags: resourceTags(kms, kms.ListResourceTagsCommand),
});

export const alias = crudRow({
    type: "aws:kms/alias:Alias",
    recomputes: { targetKeyArn: ["targetKeyId"] },
    autoName: {
        property: "name",
        maxLength: 250,
        transform: (name) => (name.startsWith("alias/") ? name : `alias/${name}`),
    },
    id: "name",
    arn: "arn:{partition}:kms:{region}:{accountId}:{name}",
    outputs: ({ partition, region, accountId }, { targetKeyId: target }) => ({
        targetKeyArn: `${target}`.startsWith("arn:")
            ? target
            : `arn:${partition}:kms:${region}:${accountId}:key/${target}`,
    }),
    key: { AliasName: "name" },
    create: [kms.CreateAliasCommand],
    read: findAlias,
    update: [kms.UpdateAliasCommand],
    delete: [kms.DeleteAliasCommand],
    // The program may have named the key by its ARN.
    wire: {
        targetKeyId: {
            from: (found: string, { props }) => (`${props.targetKeyId}`.endsWith(found) ? props.targetKeyId : found),
        },
    },
});

async function findAlias({ context, id }: Subject) {
    for await (const { Aliases = [] } of kms.paginateListAliases({ client: context.clients.kms() }, {})) {
        const found = Aliases.find(({ AliasName }) => AliasName === id);
        if (found?.TargetKeyId !== undefined) return found;
    }
    return undefined;
}

function uuidOf(hex: string): string {
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
