import { join } from "node:path";
import { repositoryRoot } from "../../local/shared/paths";
import { loadBlueprint } from "../driver/blueprint";
import { runVerb } from "../driver/run";
import type { LayerReport, Verb } from "../driver/report";
import { openTarget, type Target } from "../driver/target";
import { makeFixture, type Fixture } from "./fixture";

/** What a run of the engine did, or would do. */
export interface Ran extends LayerReport {
    /** In their order, as `replace aws:kms/key:Key data`; what stays as it is is not among them. */
    readonly steps: readonly string[];
}

/** One layer on the real engine and the simulating provider, whose program changes from run to run. */
export class ChangingLayer {
    private constructor(
        private readonly fixture: Fixture,
        private readonly target: Target,
        private readonly layer: string,
    ) {}

    /** @param layer - its name, by which the policies' exemptions know it */
    static async open(layer: string): Promise<ChangingLayer> {
        const fixture = makeFixture({ [layer]: {} });
        const target = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        return new ChangingLayer(fixture, target, layer);
    }

    /**
     * @param program - as a fixture's layer has it; `component(path)` loads the exports of one of the repository's components
     */
    async run(verb: Verb, program: string): Promise<Ran> {
        this.fixture.write(this.layer, `${COMPONENT}\n${program}`);
        const steps: string[] = [];
        const observer = { progress: (_layer: string, step: string) => void steps.push(step) };
        const { layers } = await runVerb(this.target, verb, { layer: this.layer, observer });
        return { ...layers[0], steps };
    }

    close(): void {
        this.target.close();
        this.fixture.remove();
    }
}

const COMPONENT = `require("tsx/cjs");
const component = (path) => require(${JSON.stringify(join(repositoryRoot, "components"))} + "/" + path);`;
