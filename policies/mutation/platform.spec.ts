import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../check/check";
import { readPackConfig } from "../check/config";
import { profileOf } from "../check/profiles";
import { exemptions } from "../exemptions";
import { matchesGlob } from "../framework/glob";
import { rules } from "../rules";
import { platformStates } from "./platform";

const REPOSITORY = join(__dirname, "../..");

describe("the platform under its own policies", function () {
    this.timeout(120_000);
    const stacks: string[] = [];

    for (const environment of ["local", "dev", "prod"]) {
        it(`violates nothing and leaves nothing undecided in '${environment}', advisory rules and all layers together included`, async () => {
            const file = profileOf(REPOSITORY, environment)!;
            const config = readPackConfig(readFileSync(file, "utf8"), file, rules);
            const report = check(await platformStates(environment), { rules, exemptions, config });
            assert.deepEqual(
                report.findings.filter(({ verdict }) => verdict !== "exempted"),
                [],
            );
            assert.equal(report.failed, false);
            stacks.push(...report.stacks.map(({ stack }) => stack));
            for (const { stack, passed } of report.stacks) assert.ok(passed > 0, `${stack}: something is judged`);
            // Records that are expired, unused or too broad would be told of here.
            assert.deepEqual(
                report.notes.filter(({ policy }) => policy !== "policies-verdicts-summarised"),
                [],
            );
        });
    }

    it("exempts in stacks that exist: of another no run would tell that the record is unused", () => {
        const patterns = new Set(exemptions.flatMap((record) => record.stacks));
        const gone = [...patterns].filter((pattern) => !stacks.some((stack) => matchesGlob(pattern, stack)));
        assert.deepEqual(gone, []);
    });
});
