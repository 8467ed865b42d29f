import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { locationOf, type Location } from "../shared/location";
import type { KeyUse } from "./keyUse";
import { transformed, type Transform } from "../shared/transform";

/** Yearly: KMS's own default, stated so that it does not depend on it. */
const ROTATION_DAYS = 365;
/** KMS keeps a deleted key 7 to 30 days, the only time in which the data under it can be saved. */
const WAITING_DAYS = { protected: 30, disposable: 7 };
/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
const ALIAS = /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/;

/** Arguments for {@link EncryptionKey}. */
export interface EncryptionKeyArgs {
    /** What the key encrypts, shown in the KMS console. */
    readonly description: string;
    /** Name by which people find the key: `alias/…`, unique in the account and region. */
    readonly alias: string;
    /**
     * AWS services that use the key by themselves.
     *
     * @default - none; services that act for a caller need no entry
     */
    readonly uses?: (location: Location) => readonly KeyUse[];
    /** Keeps the deleted key for 30 days and not for 7 only. */
    readonly deletionProtection: boolean;
    /** The last word on each child. @default - none */
    readonly transform?: {
        readonly key?: Transform<aws.kms.KeyArgs>;
        readonly alias?: Transform<aws.kms.AliasArgs>;
    };
}

/**
 * A symmetric customer-managed KMS key for one purpose. Its policy leaves permissions to IAM in this account and adds exactly
 * the services that were named, each with its conditions; nobody else can use it, whatever their policies say.
 *
 * Creates: `<name>` (key), `<name>-alias` (alias).
 *
 * @example
 * const logs = new EncryptionKey("logs", {
 *     description: "Log groups",
 *     alias: "alias/platform/dev/logs",
 *     uses: (location) => [logGroupsUse(location)],
 *     deletionProtection: true,
 * });
 */
export class EncryptionKey extends pulumi.ComponentResource {
    public readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        validateEncryptionKeyArgs(name, args);
        super("platform:foundation:EncryptionKey", name, {}, opts);
        const location = locationOf(this);
        const key = new aws.kms.Key(
            ...transformed(
                args.transform?.key,
                name,
                {
                    description: args.description,
                    enableKeyRotation: true,
                    rotationPeriodInDays: ROTATION_DAYS,
                    deletionWindowInDays: args.deletionProtection ? WAITING_DAYS.protected : WAITING_DAYS.disposable,
                    policy: keyPolicy(location, args.uses?.(location) ?? []),
                },
                { parent: this },
            ),
        );
        new aws.kms.Alias(
            ...transformed(
                args.transform?.alias,
                `${name}-alias`,
                { name: args.alias, targetKeyId: key.keyId },
                { parent: this },
            ),
        );
        this.keyArn = key.arn;
        this.registerOutputs({ keyArn: this.keyArn });
    }
}

/** Rejects an alias that KMS would only refuse during the deployment. */
function validateEncryptionKeyArgs(name: string, args: EncryptionKeyArgs): void {
    if (!ALIAS.test(args.alias)) {
        throw new Error(
            `EncryptionKey '${name}': alias '${args.alias}' must be 'alias/' and up to 250 letters, digits, '/', '_' or '-', and not begin with 'alias/aws/'.`,
        );
    }
}

/** `Resource: "*"` in a key policy means the key that carries it. */
function keyPolicy({ accountId, partition }: Location, uses: readonly KeyUse[]): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "IamOfThisAccount",
                Effect: "Allow",
                Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
                Action: "kms:*",
                Resource: "*",
            },
            ...uses.map(({ sid, service, actions, conditions }) => ({
                Sid: sid,
                Effect: "Allow",
                Principal: { Service: service },
                Action: [...actions],
                Resource: "*",
                Condition: conditions,
            })),
        ],
    });
}
