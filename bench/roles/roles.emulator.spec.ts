import assert from "node:assert/strict";
import type { Attempt } from "./attempt";
import { allows, isJudged } from "./judge";
import { requestsOf, type Request } from "./requests";
import { run } from "./run";
import { statementsOf, TRIALS } from "./trials";

/** Without any one of so many statements something is refused. */
const NEEDED = 30;

for (const role of ["deploy", "ephemeral"] as const) {
    const { made, foreign } = TRIALS[role];
    describe(`the role '${role}', on an emulator that enforces IAM`, function () {
        this.timeout(180_000);
        const statements = statementsOf(role).map(({ statement }) => statement);
        let attempt: Attempt;
        let requests: readonly Request[];

        before(async () => {
            attempt = await run(role);
            const asked = attempt.calls.flatMap((call) => requestsOf(call, made)).filter(isJudged);
            requests = [...new Map(asked.map((request) => [JSON.stringify(request), request])).values()];
        });

        it("deploys the whole environment", () => {
            assert.equal(attempt.error, undefined);
            assert.ok(attempt.resources > 200);
            assert.deepEqual(
                attempt.calls.filter(({ refused }) => refused !== undefined),
                [],
            );
        });

        it("is refused what a statement allows that it does not have", async () => {
            const allowing = statements.filter(({ effect }) => effect === "Allow");
            const index = allowing.findIndex(({ actions }) => actions.includes("sqs:CreateQueue"));
            const { calls } = await run(role, index);
            const [{ service, operation }] = calls.filter(({ refused }) => refused !== undefined);
            assert.deepEqual([service, operation], ["SQS", "CreateQueue"]);
        });

        it("may do all of that on AWS, too, as an independent simulator sees it, conditions and denials included", async () => {
            assert.ok(requests.length > 200);
            for (const request of requests) assert.ok(await allows(statements, request), JSON.stringify(request));
        });

        it("needs its statements: without any one of many of them, the simulator refuses a request", async () => {
            const isNeeded = async (index: number) => {
                const others = statements.filter((_statement, at) => at !== index);
                for (const request of requests.filter(({ action }) => statements[index].actions.includes(action)))
                    if (!(await allows(others, request))) return true;
                return false;
            };
            let needed = 0;
            for (const index of statements.keys()) if (await isNeeded(index)) needed++;
            assert.ok(needed >= NEEDED, `${needed} of ${statements.length}`);
        });

        for (const other of foreign)
            it(`may do none of that to what is of another environment, '${other}'`, async () => {
                let tried = 0;
                for (const request of requests) {
                    const text = JSON.stringify(request);
                    const elsewhere = text.replaceAll(new RegExp(`(?<=[-/"])${made.environment}\\b`, "g"), other);
                    if (elsewhere === text) continue;
                    tried++;
                    assert.equal(await allows(statements, JSON.parse(elsewhere) as Request), false, elsewhere);
                }
                assert.ok(tried > 150);
            });
    });
}
