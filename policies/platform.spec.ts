import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { check } from "./check/check";
import { readPackConfig } from "./check/config";
import { profileOf } from "./check/profiles";
import { exemptions } from "./exemptions";
import type { StateResource } from "./framework/evaluate";
import { matchesGlob } from "./framework/glob";
import { rules } from "./rules";
import { UNKNOWN } from "./testing/harness";
import { platformStates, WITH_EVERYTHING } from "./testing/platform";
import { newEnvironment } from "../cli/create/environment";
import { textsOf } from "../stacks/shared/testing/flatConfig";

const REPOSITORY = join(__dirname, "..");

/** A resource before it is made: inputs that are made of other resources are not known, and outputs only as far as they are inputs. */
function firstPreviewed(resource: StateResource): StateResource {
    const isMade = (property: string) => (resource.propertyDependencies[property] ?? []).length > 0;
    const inputs = Object.fromEntries(
        Object.entries(resource.inputs).map(([property, value]) => [property, isMade(property) ? UNKNOWN : value]),
    );
    const unknown = Object.fromEntries(Object.keys(resource.outputs).map((property) => [property, UNKNOWN]));
    return { ...resource, inputs, outputs: { ...unknown, ...inputs } };
}

describe("the platform under its own policies", function () {
    this.timeout(120_000);
    const stacks: string[] = [];

    const environments: readonly [string, string, Parameters<typeof platformStates>[1]?][] = [
        ["local", "local"],
        ["dev", "dev"],
        ["dev with the role for requests", "dev", { "platform-delivery:hasEphemeralRole": "true" }],
        ["prod", "prod"],
        ["prod with everything", "prod", WITH_EVERYTHING],
    ];
    for (const [title, environment, changed] of environments) {
        it(`violates nothing and leaves nothing undecided in ${title}, advisory rules and all layers together included`, async () => {
            const file = profileOf(REPOSITORY, environment)!;
            const config = readPackConfig(readFileSync(file, "utf8"), file, rules);
            const report = check(await platformStates(environment, changed), {
                rules,
                exemptions,
                config,
            });
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

    it("violates nothing in an environment of a request, where the boundary is another one's and so not known", async () => {
        const permissionsBoundary = "arn:aws:iam::111122223333:policy/delivery/ephemeral-boundary-dev-0000000";
        const { files } = newEnvironment("pr-7", REPOSITORY, { permissionsBoundary });
        const { config } = parse(files["Pulumi.pr-7.yaml"]) as { config: Record<string, unknown> };
        const report = check(await platformStates("pr-7", {}, undefined, undefined, textsOf(config)), {
            rules,
            exemptions,
            config: readPackConfig(files["policies/profiles/pr-7.json"], "pr-7.json", rules),
        });
        const open = report.findings.filter(({ verdict }) => verdict !== "exempted");
        assert.deepEqual(
            open.map(({ finding, verdict }) => [finding, verdict]),
            [["Source::boundary", "undecided"]],
        );
        assert.equal(report.failed, false);
        stacks.push(...report.stacks.map(({ stack }) => stack));
    });

    it("violates nothing in a first preview either, where nothing is known of what is still to be made", async () => {
        const states = (await platformStates("prod", WITH_EVERYTHING)).map(({ stack, resources }) => ({
            stack,
            resources: resources.map(firstPreviewed),
        }));
        // Rules over all stacks together are asked when there are states.
        const ofStack = rules.filter((rule) => rule.resource !== undefined || rule.stack !== undefined);
        const { findings } = check(states, { rules: ofStack, exemptions });
        assert.deepEqual(
            findings.filter(({ verdict }) => verdict === "violation"),
            [],
        );
        assert.ok(findings.some(({ verdict }) => verdict === "undecided"));
    });

    it("exempts in stacks that exist: of another no run would tell that the record is unused", () => {
        const patterns = new Set(exemptions.flatMap((record) => record.stacks));
        const gone = [...patterns].filter(
            (pattern) => !stacks.some((stack) => matchesGlob(pattern.replace(/^!/, ""), stack)),
        );
        assert.deepEqual(gone, []);
    });
});
