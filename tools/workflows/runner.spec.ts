import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { Expressions } from "./expressions";
import { Runner } from "./runner";
import type { Workflow } from "./workflow";

describe("running workflows", () => {
    let root: string;
    let runner: Runner;

    const run = (text: string, payload = {}) => runner.run(parse(text) as Workflow, { name: "push", payload });

    before(async () => {
        root = mkdtempSync(join(tmpdir(), "platform-runner-"));
        const actions = {
            "an/action": ({ with: { name } }: { with: Readonly<Record<string, string>> }) => ({
                greeting: `hello ${name}`,
            }),
        };
        const machine = { root, repository: "an/example", env: { PATH: process.env.PATH }, vars: {}, actions };
        runner = new Runner(machine, await Expressions.load());
    });
    after(() => rmSync(root, { recursive: true, force: true }));

    it("hands values from step to step and from job to job", () => {
        const { first, second } = run(
            `
            jobs:
              second:
                needs: first
                env: { GIVEN: "\${{ needs.first.outputs.lines }}" }
                steps: [{ run: 'echo "$GIVEN" "$LATER" >> "$GITHUB_STEP_SUMMARY"' }]
              first:
                outputs: { lines: "\${{ steps.a.outputs.lines }}", greeting: "\${{ steps.b.outputs.greeting }}" }
                steps:
                  - id: a
                    run: printf 'lines<<E\\n1\\n2\\nE\\n' >> "$GITHUB_OUTPUT"; echo LATER=7 >> "$GITHUB_ENV"
                  - id: b
                    uses: an/action@0
                    with: { name: "\${{ github.event.who }}-\${{ env.LATER }}" }`,
            { who: "a b" },
        );
        assert.deepEqual(first.outputs, { lines: "1\n2", greeting: "hello a b-7" });
        assert.equal(second.summary, "1\n2 \n", "variables are the job's own");
    });

    it("goes on after a failure only where a step or a job says so", () => {
        const jobs = run(`
            jobs:
              fails:
                steps:
                  - { id: forgiven, run: exit 3, continue-on-error: true }
                  - { if: "steps.forgiven.outcome == 'failure'", run: echo after forgiven }
                  - { run: exit 4 }
                  - { run: echo not this }
                  - { if: "\${{ failure() }}", run: echo in failure }
                  - { if: "!cancelled()", run: echo in any case }
              needs: { needs: fails, steps: [{ run: "true" }] }
              afterwards: { needs: needs, if: "failure()", steps: [{ run: "true" }] }
              none: { if: "github.event_name == 'schedule'", steps: [{ run: "true" }] }
              unknown: { steps: [{ uses: no/body@1 }] }`);
        const results = Object.entries(jobs).map(([name, { result }]) => `${name} ${result}`);
        assert.deepEqual(results, [
            "fails failure",
            "needs skipped",
            "afterwards success",
            "none skipped",
            "unknown failure",
        ]);
        const said = jobs.fails.log.split("\n").filter((line) => /^(after|not|in) /.test(line));
        assert.deepEqual(said, ["after forgiven", "in failure", "in any case"]);
        assert.match(jobs.unknown.log, /no stand-in for no\/body/);
    });

    it("sees a failure before a pipe where the shell is said to be bash, as on GitHub", () => {
        const steps = `steps: [{ run: "false | cat" }]`;
        const { silent, told } = run(
            `jobs: { silent: { ${steps} }, told: { defaults: { run: { shell: bash } }, ${steps} } }`,
        );
        assert.deepEqual([silent.result, told.result], ["success", "failure"]);
    });

    it("runs each combination of a matrix, also of one that a job has found, and the part that is asked for", () => {
        const text = `
            jobs:
              found: { outputs: { list: "\${{ steps.a.outputs.list }}" }, steps: [{ id: a, run: 'echo list=[1,2] >> "$GITHUB_OUTPUT"' }] }
              each:
                needs: found
                strategy: { matrix: { a: "\${{ fromJSON(needs.found.outputs.list) }}", b: [x, y] } }
                steps: [{ env: { M: "\${{ matrix.a }}\${{ matrix.b }}" }, run: 'echo "$M" >> "$GITHUB_STEP_SUMMARY"' }]`;
        assert.equal(run(text).each.summary, "1x\n1y\n2x\n2y\n");
        const only = runner.run(parse(text) as Workflow, { name: "push", payload: {} }, { b: "y" });
        assert.equal(only.each.summary, "1y\n2y\n");
    });
});
