import assert from "node:assert/strict";
import { buildsOnEarlier } from "../../local/shared/testing/buildsOnEarlier";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadBlueprint } from "./blueprint";
import { runVerb } from "./run";
import type { RunReport, Verb } from "./report";
import { deployedStacks } from "./stacks";
import { openTarget, type Target } from "./target";

describe("a layer that runs by hand", function () {
    this.timeout(120_000);
    buildsOnEarlier();
    const before_ = { ...process.env };
    let fixture: Fixture;
    let target: Target;
    const ran = ({ layers, leftOut, status }: RunReport) => [status, layers.map(({ layer }) => layer), leftOut];
    const run = async (verb: Verb, layer?: string) => ran(await runVerb(target, verb, { layer }));

    before(async () => {
        fixture = makeFixture({ base: {}, roles: { reads: ["base"], byHand: true } });
        Object.assign(process.env, fixture.variables);
        target = await openTarget(loadBlueprint("dev", fixture.root), { lock: "test" });
    });

    after(() => {
        target.close();
        fixture.remove();
        process.env = before_;
    });

    it("is left out of an update of the environment, which says so", async () => {
        assert.deepEqual(await run("up"), ["ok", ["base"], ["roles"]]);
        assert.deepEqual([...(await deployedStacks(target)).keys()], ["base"]);
    });

    it("runs when it is named", async () => {
        assert.deepEqual(await run("up", "roles"), ["ok", ["roles"], undefined]);
        assert.deepEqual(await run("up"), ["ok", ["base"], ["roles"]]);
    });

    it("keeps what it reads from being destroyed by itself, and stays when the environment goes", async () => {
        await assert.rejects(run("destroy", "base"), /'base' is still read by 'roles'/);
        assert.deepEqual(await run("destroy"), ["ok", ["base"], ["roles"]]);
        assert.equal((await deployedStacks(target)).get("roles"), 2);
    });
});
