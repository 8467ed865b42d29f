import { EncryptionKey } from "../../components/foundation/encryptionKey";
import type { KeyUse } from "../../components/foundation/keyUse";
import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/shared/location";
import type { LayerConfig, LayerName } from "./config";
import { ROOT_PROJECT } from "./layer";

/**
 * Makes a key for one purpose, in the layer that has it: the foundation's keys are for what several layers do. People find it by the alias
 * `alias/platform/<environment>/<name>`, so that no two layers may take the same name.
 *
 * @param uses - AWS services that use the key by themselves, see {@link EncryptionKey}
 */
export function makeKey(
    name: string,
    description: string,
    { environment, platform }: Pick<LayerConfig<LayerName>, "environment" | "platform">,
    uses?: (location: Location) => readonly KeyUse[],
    opts?: pulumi.ComponentResourceOptions,
): EncryptionKey {
    const args = {
        description,
        alias: `alias/${ROOT_PROJECT}/${environment}/${name}`,
        deletionProtection: platform.deletionProtection,
        ...(uses === undefined ? {} : { uses }),
    };
    return new EncryptionKey(name, args, opts);
}
