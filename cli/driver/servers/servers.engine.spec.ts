import assert from "node:assert/strict";
import { openTarget, type Target } from "../target";
import { createStack, exportedState, withStack } from "../stacks";
import { serveRun } from ".";

const LAYERS = ["foundation", "identity"];

describe("one process for the programs of all layers", function () {
    this.timeout(300_000);

    /** The states that a run of some layers leaves in a rehearsal of its own. */
    async function rehearse(up: (target: Target, layer: string) => Promise<unknown>): Promise<readonly string[]> {
        const target = await openTarget("dev", { rehearsal: true, lock: "test" });
        try {
            const states: string[] = [];
            for (const layer of LAYERS) {
                await createStack(target, layer);
                await up(target, layer);
                states.push(await exportedState(target, layer));
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
                await withStack(target, layer, servers, (stack) => stack.up());
            } finally {
                servers.close();
            }
        });
        const own = await rehearse((target, layer) => withStack(target, layer, undefined, (stack) => stack.up()));
        assert.deepEqual(shared, own);
        assert.ok(shared.every((state) => state.length > 1000));
    });
});
