import * as pulumi from "@pulumi/pulumi";
import type { LayerContract, ValuesOf } from "../shared/contract";
import type { OutputsOf } from "../shared/layer";

/** What a list has in it. */
type ElementOf<T> = T extends readonly (infer E)[] ? E : never;

/**
 * What a layer publishes for the clickstream, as a list of one or of none, for layers of an environment that has one. Whether it has is a setting,
 * `platform:clickstream`, and no output, since outputs cannot decide which resources there are.
 *
 * In a preview its placeholder stands in, with a warning, where the layer was last updated without a clickstream: an update comes to that layer first.
 *
 * @throws (in the output) in an update in which the layer was left out.
 */
export function clickstreamOf<C extends LayerContract, K extends keyof ValuesOf<C> & string>(
    { layer, publishes }: C,
    outputs: OutputsOf<C>,
    name: K,
): pulumi.Output<ElementOf<ValuesOf<C>[K]>> {
    type Element = ElementOf<ValuesOf<C>[K]>;
    return (outputs[name] as pulumi.Output<unknown>).apply((published): Element => {
        const [only] = published as readonly Element[];
        if (only !== undefined) return only;
        const missing = `platform:clickstream asks for '${name}', which layer '${layer}' has not made yet.`;
        if (!pulumi.runtime.isDryRun()) throw new Error(`${missing} Bring that layer up first.`);
        void pulumi.log.warn(`${missing} A placeholder stands in for it.`);
        const [placeholder] = publishes[name].placeholder as readonly Element[];
        return placeholder;
    });
}
