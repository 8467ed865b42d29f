import assert from "node:assert/strict";
import type { StateResource } from "../framework/evaluate";
import { Judge } from "../framework/judge";
import { parametersOf } from "../framework/parameters";
import type { Rule } from "../framework/rule";
import { rules } from "../rules";
import { fixtures } from "./fixtures";
import { mutantsOf } from "./mutants";

/** What a rule finds in one resource, a customer managed key asked for wherever that can be configured. */
function violationsOf(rule: Rule, { inputs, ...resource }: StateResource): string[] {
    const judge = new Judge();
    const strict = rule.parameters !== undefined && "requireCmk" in rule.parameters ? { requireCmk: true } : {};
    rule.resource?.({ ...resource, props: inputs }, judge, parametersOf(rule.id, rule.parameters ?? {}, strict));
    return judge.findings.filter(({ verdict }) => verdict === "violation").map(({ id }) => id);
}

/** Properties that name keys, with the rules that miss them when they are gone. */
async function asking(): Promise<Map<string, { readonly rule: Rule; readonly found: Record<string, string[]> }>> {
    const asked = new Map<string, { rule: Rule; found: Record<string, string[]> }>();
    const { world } = await fixtures();
    const resources = world.flatMap((stack) => stack.resources);
    for (const rule of rules) {
        for (const resource of resources.filter(({ type }) => rule.types.includes(type))) {
            if (violationsOf(rule, resource).length > 0) continue;
            const mutants = new Map(
                [...mutantsOf(world, resource, false)].map(({ description, change }) => [description, change.resource]),
            );
            for (const description of mutants.keys()) {
                const path = /^set "alias\/aws\/[^"]+" at `(.*)`$/.exec(description)?.[1];
                if (path === undefined) continue;
                const gone = mutants.get(`remove \`${path}\``);
                if (gone === undefined || violationsOf(rule, gone).length === 0) continue;
                const instead = [...mutants].filter(
                    ([name]) => /^set "(|(.*:)?alias\/aws\/.*)" at/.test(name) && name.endsWith(`at \`${path}\``),
                );
                asked.set(`${rule.id} ${resource.type} ${path}`, {
                    rule,
                    found: Object.fromEntries(
                        [["removed", gone] as const, ...instead].map(([name, changed]) => [
                            name,
                            changed === undefined ? [] : violationsOf(rule, changed),
                        ]),
                    ),
                });
            }
        }
    }
    return asked;
}

describe("keys of the account", function () {
    this.timeout(120_000);

    it("are what every rule about keys asks for alike: an empty one and AWS's own are as none", async () => {
        const asked = await asking();
        for (const [place, { found }] of asked) {
            assert.equal(Object.keys(found).length, 4, place);
            for (const [name, ids] of Object.entries(found)) assert.deepEqual(ids, found.removed, `${place}: ${name}`);
        }
        assert.deepEqual([...new Set([...asked.values()].map(({ rule }) => rule.id))].toSorted(), [
            "dynamodb-table-encrypted",
            "ecr-repository-encrypted",
            "efs-system-encrypted",
            "firehose-encrypted",
            "kinesis-stream-encrypted",
            "lambda-environment-encrypted",
            "logs-group-encrypted",
            "opensearch-collection-encrypted",
            "opensearch-domain-encrypted",
            "redshift-cluster-encrypted",
            "s3-bucket-encrypted",
            "secretsmanager-secret-encrypted",
            "sns-topic-encrypted",
            "sqs-queue-encrypted",
        ]);
    });
});
