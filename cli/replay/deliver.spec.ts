import assert from "node:assert/strict";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import { FakeClient } from "../../functions/testing/fakeClient";
import { lambdaDelivery } from "./deliver";
import type { Letter } from "./letters";

const letter: Letter = { about: "record 1", reason: "", addressee: { stream: "arn:stream" }, event: { Records: [1] } };
const answering = (answer: unknown, FunctionError?: string) =>
    new FakeClient<LambdaClient>(() => ({ FunctionError, Payload: Buffer.from(JSON.stringify(answer) ?? "") }));
const deliver = (lambda: FakeClient<LambdaClient>, each = letter) =>
    lambdaDelivery(lambda.client, new Map([["arn:stream", "arn:fn:live"]]))(each);

describe("lambdaDelivery", () => {
    it("invokes who is fed the stream, or the function itself", async () => {
        const lambda = answering({ batchItemFailures: [] });
        await deliver(lambda);
        await deliver(lambda, { ...letter, addressee: { function: "arn:other" } });
        assert.deepEqual(
            lambda.sent.map(({ input }) => input),
            ["arn:fn:live", "arn:other"].map((FunctionName) => ({ FunctionName, Payload: '{"Records":[1]}' })),
        );
    });

    for (const [what, lambda, problem] of [
        ["failed", answering({ errorMessage: "no table" }, "Unhandled"), "the function failed: no table"],
        ["was killed", answering(undefined, "Unhandled"), "the function failed: Unhandled"],
        [
            "wants records again",
            answering({ batchItemFailures: [{ itemIdentifier: "1" }] }),
            "the function could not handle 1 of its records; its log says why",
        ],
    ] as const) {
        it(`says so when the function ${what}`, () => assert.rejects(deliver(lambda), { message: problem }));
    }

    it("takes any other answer for success", async () => {
        for (const answer of [undefined, null, "done", { statusCode: 201 }]) await deliver(answering(answer));
    });

    it("says so when nothing is fed the stream any more", async () => {
        const gone = { ...letter, addressee: { stream: "arn:gone" } };
        await assert.rejects(deliver(answering(null), gone), /no function is fed arn:gone any more/);
    });
});
