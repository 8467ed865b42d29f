import { computeContract } from "./compute/contract";
import { dataContract } from "./data/contract";
import { deliveryContract } from "./delivery/contract";
import { foundationContract } from "./foundation/contract";
import { identityContract } from "./identity/contract";
import { integrationContract } from "./integration/contract";
import { monitoringContract } from "./monitoring/contract";
import type { LayerContract } from "./shared/contract";
import { streamingContract } from "./streaming/contract";

/** Every layer's contract, one for each folder with a `Pulumi.yaml`; their order follows from what they read. */
export const layerContracts: readonly LayerContract[] = [
    foundationContract,
    identityContract,
    dataContract,
    streamingContract,
    computeContract,
    integrationContract,
    monitoringContract,
    deliveryContract,
];
