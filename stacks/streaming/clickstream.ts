import * as pulumi from "@pulumi/pulumi";
import type { StreamRef } from "../../components/streaming/streamAccess";

/**
 * The clickstream, for layers of an environment that has one. Whether it has is a setting, `platform:clickstream`, and no output,
 * since outputs cannot decide which resources there are.
 *
 * @throws (in the output) when the streaming layer was last updated with another setting.
 */
export function clickstreamOf(published: pulumi.Input<readonly StreamRef[]>): pulumi.Output<StreamRef> {
    return pulumi.output(published).apply(([clickstream]) => {
        if (clickstream !== undefined) return clickstream;
        throw new Error(
            "platform:clickstream asks for a stream that layer 'streaming' has not made yet. Bring that layer up first.",
        );
    });
}
