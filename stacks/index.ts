import { layerContracts } from "./layers";
import { endWithEngine } from "./shared/engine";
import { readLayer } from "./shared/layer";

endWithEngine();

/** The environment's catalogue: everything that its layers publish, by layer. */
export const catalogue = Object.fromEntries(layerContracts.map((contract) => [contract.layer, readLayer(contract)]));
