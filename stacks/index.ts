import { layerContracts } from "./layers";
import { endWithEngine } from "./shared/engine";
import { readLayer, requirePublished } from "./shared/layer";

endWithEngine();

/** The environment's catalogue: everything that its layers publish, by layer, but for those that a person updates by hand. */
async function index() {
    const contracts = layerContracts.filter(({ byHand = false }) => !byHand);
    await requirePublished(contracts);
    return { catalogue: Object.fromEntries(contracts.map((contract) => [contract.layer, readLayer(contract)])) };
}

export = index();
