import * as pulumi from "@pulumi/pulumi";
import { describeProblems, parseConfig, type LayerConfig, type LayerName } from "./config";

/**
 * Reads the running stack's settings for one layer.
 *
 * @throws when the configuration file does not match `configSchema`.
 */
export function readConfig<L extends LayerName>(layer: L): LayerConfig<L> {
    const environment = pulumi.getStack();
    const { config, problems } = parseConfig(pulumi.runtime.allConfig());
    if (config === undefined) throw new pulumi.RunError(describeProblems(`Pulumi.${environment}.yaml`, problems));
    return { environment, region: config.aws.region, platform: config.platform, layer: config[layer] };
}
