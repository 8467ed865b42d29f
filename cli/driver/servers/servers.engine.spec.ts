import assert from "node:assert/strict";
import { loadBlueprint } from "../blueprint";
import { openTarget, type Target } from "../target";
import { serveRun } from ".";

const LAYERS = ["foundation", "identity"];

describe("one process for the programs of all layers", function () {
    this.timeout(300_000);

    /** The states that a run of some layers leaves in a rehearsal of its own. */
    async function rehearse(up: (target: Target, layer: string) => Promise<unknown>): Promise<readonly string[]> {
        const target = await openTarget(loadBlueprint("dev"), { rehearsal: true, lock: "test" });
        try {
            const states: string[] = [];
            for (const layer of LAYERS) {
                await target.layer(layer).create();
                await up(target, layer);
                states.push(await target.layer(layer).exportedState());
            }
            return states;
        } finally {
            target.close();
        }
    }

    it("gives the states that 'pulumi up' in the layers' folders gives", async () => {
        const shared = await rehearse(async (target, layer) => {
            const servers = await serveRun(target, []);
            try {
                await target.layer(layer).withStack(servers, (stack) => stack.up());
            } finally {
                servers.close();
            }
        });
        const own = await rehearse((target, layer) => target.layer(layer).withStack(undefined, (stack) => stack.up()));
        assert.deepEqual(shared, own);
        assert.ok(shared.every((state) => state.length > 1000));
    });
});
