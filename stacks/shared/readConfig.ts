import * as pulumi from "@pulumi/pulumi";
import { describeProblems, parseConfig, type LayerConfig, type LayerName } from "./config";
import { findEnvironmentNameProblem } from "./settings";

/**
 * Reads the running stack's settings for one layer.
 *
 * @throws when the configuration file does not match `configSchema`, or when names on AWS cannot be made of the stack's.
 */
export function readConfig<L extends LayerName>(layer: L): LayerConfig<L> {
    const environment = pulumi.getStack();
    const unfit = findEnvironmentNameProblem(environment);
    if (unfit !== undefined) throw new pulumi.RunError(unfit);
    const { config, problems } = parseConfig(pulumi.runtime.allConfig());
    if (config === undefined) throw new pulumi.RunError(describeProblems(`Pulumi.${environment}.yaml`, problems));
    const { pattern: namePattern } = config.pulumi.autonaming;
    return { environment, region: config.aws.region, namePattern, platform: config.platform, layer: config[layer] };
}
