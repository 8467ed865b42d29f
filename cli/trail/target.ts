import { stageUrl } from "../../local/provider/clients";
import type { ValuesOf } from "../../stacks/shared/contract";
import type { computeContract } from "../../stacks/compute/contract";
import type { dataContract } from "../../stacks/data/contract";
import type { identityContract } from "../../stacks/identity/contract";
import type { integrationContract } from "../../stacks/integration/contract";
import { clientsOf } from "../driver/clients";
import type { Environment } from "../driver/config";
import type { TrailTarget } from "./trail";

/** Outputs of the layers, by layer. */
export type Outputs = Readonly<Record<string, object>>;

/** The layers that an order passes. */
export const TRAILED = ["identity", "data", "compute", "integration"];

interface Published {
    readonly identity: ValuesOf<typeof identityContract>;
    readonly data: ValuesOf<typeof dataContract>;
    readonly compute: ValuesOf<typeof computeContract>;
    readonly integration: ValuesOf<typeof integrationContract>;
}

/** Where the deployed layers say that things are, by what they publish. */
export async function trailTarget(environment: Environment, outputs: Outputs): Promise<TrailTarget> {
    const { identity, data, compute, integration } = outputs as unknown as Published;
    const places = {
        userPool: identity.userPool,
        ordersTable: data.ordersTable,
        lake: data.lake,
        deliverOrderChanges: compute.deliverOrderChanges,
        takesEvents: integration.collectEvents.length > 0,
    };
    const { url, ...clients } = await clientsOf(environment);
    if (url === undefined)
        return {
            ...places,
            clients,
            apiUrl: integration.api.url,
            // Lambda polls the stream, Firehose waits for its buffer to fill and then writes.
            stepSeconds: environment.config.streaming.bufferSeconds + 120,
            hint: `the log groups of '${environment.name}' in CloudWatch`,
        };
    return {
        ...places,
        clients,
        apiUrl: stageUrl(url, integration.api.id, integration.api.stage),
        stepSeconds: 60,
        hint: "'npx platform local logs'",
    };
}
