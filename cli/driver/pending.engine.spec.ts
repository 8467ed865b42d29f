import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadBlueprint } from "./blueprint";
import { mayHoldUnrecorded } from "./pending";
import { runVerb } from "./run";
import { openTarget, type Target } from "./target";

const BOX = "fixture:index:Box";
const URN = `urn:pulumi:dev::platform-base::${BOX}::half-made`;

describe("what a killed run has left pending", function () {
    this.timeout(120_000);
    const before = { ...process.env };
    let fixture: Fixture;
    let target: Target;

    /** Brings the layer up and writes into its state what an engine leaves there that is killed while it makes something. */
    const kill = async (states: string) => {
        assert.equal((await runVerb(target, "up")).status, "ok");
        const file = join(states, ".pulumi", "stacks", "platform-base", "dev.json");
        const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest: object } };
        const resource = { urn: URN, type: BOX, custom: true, inputs: { name: "half-made" } };
        Object.assign(state.checkpoint.latest, { pending_operations: [{ resource, type: "creating" }] });
        writeFileSync(file, JSON.stringify(state));
    };
    const messages = async () => (await runVerb(target, "up")).layers[0].diagnostics.map(({ message }) => message);

    beforeEach(() => {
        fixture = makeFixture({ base: {} });
        Object.assign(process.env, fixture.variables);
    });

    afterEach(() => {
        target.close();
        fixture.remove();
        process.env = { ...before };
    });

    it("is settled by the next run where the states are the driver's own, and told of once", async () => {
        target = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        await kill(target.states ?? "");
        assert.equal(mayHoldUnrecorded(target.states ?? ""), false);
        const undone: unknown[] = [];
        const { serveProviders } = target;
        target = {
            ...target,
            serveProviders: async () => ({
                ...(await serveProviders()),
                undo: (...what) => Promise.resolve(void undone.push(what)),
            }),
        };
        const [told, ...more] = await messages();
        assert.match(told, /^A run was killed in the middle of these.*made anew:\n {2}creating urn:.*::half-made\n/);
        assert.deepEqual(more, []);
        assert.equal(mayHoldUnrecorded(target.states ?? ""), true);
        assert.deepEqual(undone, [[URN, { name: "half-made" }]]);
        assert.deepEqual(await messages(), []);
        fixture.write("base", `new Box("box"); new Box("other"); outputs.value = "base";`);
        assert.deepEqual(await messages(), []);
    });

    it("is the user's to decide about on AWS, who is told how", async () => {
        target = await openTarget(loadBlueprint("dev", fixture.root), { lock: "test" });
        await kill(join(fixture.root, "states"));
        const [told, ...more] = await messages();
        assert.deepEqual(more, []);
        assert.ok(told.includes(`* ${URN}, interrupted while creating`), told);
        const refresh = `pulumi refresh -C ${join(fixture.root, "stacks", "base")} -s dev`;
        assert.ok(told.includes(`${refresh} --clear-pending-creates`), told);
        assert.deepEqual(await messages(), [told]);
    });
});
