import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors";
import { makeFixture, type Fixture } from "../testing/fixture";
import { openTarget } from "./target";

describe("opening an environment to work on it", () => {
    let fixture: Fixture;
    before(() => {
        fixture = makeFixture({ base: {} });
        mkdirSync(join(fixture.root, "policies", "profiles"), { recursive: true });
    });
    after(() => fixture.remove());

    for (const [what, profile, message] of [
        ["a rule that does not exist", { "sqs-queue-encripted": "advisory" }, /no rule 'sqs-queue-encripted'/],
        ["a parameter that a rule does not have", { "sqs-queue-encrypted": { cmk: true } }, /has no parameter 'cmk'/],
        ["a level that does not exist", { all: "strict" }, /all: /],
    ] as const)
        it(`stops before anything is started at a configuration of the pack with ${what}`, async () => {
            fixture.writeFile("policies/profiles/dev.json", JSON.stringify(profile));
            await assert.rejects(
                openTarget("dev", { root: fixture.root, lock: "up dev", onProgress: () => assert.fail("started") }),
                (error) =>
                    error instanceof UsageError &&
                    message.test(error.message) &&
                    error.message.includes(join("policies", "profiles", "dev.json")),
            );
            assert.equal(existsSync(join(fixture.root, ".platform")), false);
        });
});
