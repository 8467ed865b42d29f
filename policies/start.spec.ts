import assert from "node:assert/strict";
import { rules } from "./rules";
import { startPack, type StartedPack } from "./testing/startPack";

/** As the language host of Pulumi's releases starts a pack of the runtime `nodejs`. */
describe("the policy pack from its sources", () => {
    let pack: StartedPack | undefined;

    afterEach(() => pack?.process.kill());

    it("starts without a build, and has every rule", async () => {
        pack = await startPack(__dirname, { PULUMI_NODEJS_TYPESCRIPT: "true" });
        const info = await pack.info();
        assert.equal(info.getName(), "platform-policies");
        const told = new Set(info.getPoliciesList().map((policy) => policy.getName()));
        assert.deepEqual(
            rules.filter((rule) => (rule.resource ?? rule.stack) !== undefined && !told.has(rule.id)),
            [],
        );
    });
});
