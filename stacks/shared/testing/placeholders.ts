import * as pulumi from "@pulumi/pulumi";
import type { LayerContract } from "../contract";
import type { OutputsOf } from "../layer";

/** A layer's outputs as its contract's placeholders: well-formed values for whom tests build the layers that read it. */
export function placeholdersOf<C extends LayerContract>(contract: C): OutputsOf<C> {
    return Object.fromEntries(
        Object.entries(contract.publishes).map(([name, { placeholder }]) => [name, pulumi.output(placeholder)]),
    ) as unknown as OutputsOf<C>;
}
