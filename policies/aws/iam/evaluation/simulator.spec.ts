import assert from "node:assert/strict";
import * as fc from "fast-check";
import { platformStates } from "../../../testing/platform";
import { randomRequest, randomStates } from "../../../testing/randomPolicies";
import { requestsAround } from "../../../testing/requests";
import { ACCOUNT } from "../../../testing/roles";
import { simulated } from "../../../testing/simulator";
import { decide } from "./decide";
import { landscapeOf, type Landscape } from "./landscape";
import type { AccessRequest } from "./request";

const WANTED = 500;

function decided(landscape: Landscape, request: AccessRequest): string {
    const decision = decide(landscape, request);
    if (decision.verdict === "undecided") return `Undecided: ${decision.because}`;
    if (decision.verdict === "allowed") return "Allowed";
    return decision.isExplicit ? "ExplicitlyDenied" : "ImplicitlyDenied";
}

describe("decisions about access", function () {
    this.timeout(120_000);

    for (const environment of ["dev", "prod"])
        it(`are those of an independent simulator for ${WANTED} random requests in ${environment}`, async () => {
            const resources = (await platformStates(environment)).flatMap((state) => state.resources);
            const landscape = landscapeOf(resources);
            const counts = { Allowed: 0, ExplicitlyDenied: 0, ImplicitlyDenied: 0 };
            let compared = 0;
            for (const request of fc.sample(requestsAround(resources), { numRuns: 3 * WANTED, seed: 14 })) {
                if (compared === WANTED) break;
                const own = decided(landscape, request);
                const answer = await simulated(resources, ACCOUNT, request);
                if (typeof answer !== "string") continue;
                // The simulator takes a key or a role that it was given no policy of for one that has none, and any bucket for the account's.
                if (/^Undecided: (policy|account) of /.test(own) && own.endsWith(request.resource)) continue;
                assert.equal(own, answer, JSON.stringify(request, null, 4));
                counts[answer]++;
                compared++;
            }
            assert.equal(compared, WANTED);
            assert.ok(counts.Allowed > 100 && counts.ExplicitlyDenied > 20, JSON.stringify(counts));
        });

    it("are those of the simulator for policies of any kind, too", async () => {
        const counts = { Allowed: 0, ExplicitlyDenied: 0, ImplicitlyDenied: 0 };
        const asked = fc.tuple(randomStates, fc.array(randomRequest, { minLength: 3, maxLength: 3 }));
        for (const [resources, requests] of fc.sample(asked, { numRuns: WANTED, seed: 14 })) {
            const landscape = landscapeOf(resources);
            for (const request of requests) {
                const answer = await simulated(resources, ACCOUNT, request);
                assert.equal(typeof answer, "string", JSON.stringify([request, answer]));
                assert.equal(decided(landscape, request), answer, JSON.stringify([request, resources], null, 4));
                counts[answer as keyof typeof counts]++;
            }
        }
        assert.ok(counts.Allowed > 150 && counts.ExplicitlyDenied > 150, JSON.stringify(counts));
    });
});
