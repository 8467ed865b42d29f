import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadBlueprint } from "./blueprint";
import { requireFittingPolicyConfig } from "./policyConfig";
import { openTarget } from "./target";

describe("opening an environment to work on it", () => {
    let fixture: Fixture;
    before(() => {
        fixture = makeFixture({ base: {} });
        mkdirSync(join(fixture.root, "policies", "profiles"), { recursive: true });
    });
    after(() => fixture.remove());

    it("judges the configuration of the pack again when it has changed, though it fitted before", async () => {
        const profile = (content: object) => fixture.writeFile("policies/profiles/dev.json", JSON.stringify(content));
        const fits = () => requireFittingPolicyConfig(fixture.root, "dev");
        profile({ all: "advisory" });
        await fits();
        const rules = require.resolve("../../policies/rules");
        const loaded = require.cache[rules];
        delete require.cache[rules];
        await fits();
        assert.ok(!(rules in require.cache), "the rules are not loaded for what is known to fit");
        require.cache[rules] = loaded;
        profile({ all: "strict" });
        await assert.rejects(fits(), /all: /);
        await assert.rejects(fits(), /all: /);
        rmSync(join(fixture.root, ".platform"), { recursive: true });
    });

    for (const [what, profile, message] of [
        ["a rule that does not exist", { "sqs-queue-encripted": "advisory" }, /no rule 'sqs-queue-encripted'/],
        ["a parameter that a rule does not have", { "sqs-queue-encrypted": { cmk: true } }, /has no parameter 'cmk'/],
        ["a level that does not exist", { all: "strict" }, /all: /],
    ] as const)
        it(`stops before anything is started at a configuration of the pack with ${what}`, async () => {
            fixture.writeFile("policies/profiles/dev.json", JSON.stringify(profile));
            await assert.rejects(
                openTarget(loadBlueprint("dev", fixture.root), {
                    lock: "up dev",
                    onProgress: () => assert.fail("started"),
                }),
                (error) =>
                    error instanceof UsageError &&
                    message.test(error.message) &&
                    error.message.includes(join("policies", "profiles", "dev.json")),
            );
            assert.equal(existsSync(join(fixture.root, ".platform")), false);
        });
});
