import { layerContracts } from "./layers";
import { endWithEngine } from "./shared/engine";
import { readLayer, requirePublished } from "./shared/layer";

endWithEngine();

/** The environment's catalogue: everything that its layers publish, by layer. */
async function index() {
    await requirePublished(layerContracts);
    return { catalogue: Object.fromEntries(layerContracts.map((contract) => [contract.layer, readLayer(contract)])) };
}

export = index();
