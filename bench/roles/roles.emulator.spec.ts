import assert from "node:assert/strict";
import { statementsOfRole, SURROUNDINGS, type Attempt } from "./attempt";
import { allows, isJudged } from "./judge";
import { requestsOf, type Request } from "./requests";
import { run } from "./run";

/** Without any one of so many statements something is refused. */
const NEEDED = 30;

describe("the role that deploys, on an emulator that enforces IAM", function () {
    this.timeout(180_000);
    const statements = statementsOfRole().map(({ statement }) => statement);
    let attempt: Attempt;
    let requests: readonly Request[];

    before(async () => {
        attempt = await run();
        const asked = attempt.calls.flatMap((call) => requestsOf(call, SURROUNDINGS)).filter(isJudged);
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
        const index = statements.findIndex(({ actions }) => actions.includes("sqs:CreateQueue"));
        const { calls } = await run(index);
        const [{ service, operation }] = calls.filter(({ refused }) => refused !== undefined);
        assert.deepEqual([service, operation], ["SQS", "CreateQueue"]);
    });

    it("may do all of that on AWS, too, as an independent simulator sees it, conditions included", async () => {
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

    it("may do none of that to what is another environment's", async () => {
        const { environment } = SURROUNDINGS;
        let tried = 0;
        for (const request of requests) {
            const text = JSON.stringify(request);
            const foreign = text.replaceAll(new RegExp(`(?<=[-/"])${environment}\\b`, "g"), "other");
            if (foreign === text) continue;
            tried++;
            assert.equal(await allows(statements, JSON.parse(foreign) as Request), false, foreign);
        }
        assert.ok(tried > 150);
    });
});
