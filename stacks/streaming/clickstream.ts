import * as pulumi from "@pulumi/pulumi";

/**
 * What a layer publishes for the clickstream, for layers of an environment that has one. Whether it has is a setting,
 * `platform:clickstream`, and no output, since outputs cannot decide which resources there are.
 *
 * @param published a list of one, or of none
 * @param layer the layer that publishes it
 * @throws (in the output) when that layer was last updated with another setting.
 */
export function clickstreamOf<T extends object>(
    published: pulumi.Input<readonly T[]>,
    layer: string,
): pulumi.Output<T> {
    return pulumi.output(published).apply((list): T => {
        const [only] = list as readonly T[];
        if (only !== undefined) return only;
        throw new Error(
            `platform:clickstream asks for what layer '${layer}' has not made yet. Bring that layer up first.`,
        );
    });
}
