import assert from "node:assert/strict";
import type { APIGatewayProxyEvent } from "aws-lambda";
import * as z from "zod/mini";
import { apiEvent, lambdaContext } from "../testing/events";
import { quietLogs } from "../testing/quietLogs";
import { apiHandler, customerOf, header, HttpProblem, originsOf, parsedBody, type Reply } from "./http";

const settings = { allowedOrigins: ["https://a.example.com", "https://b.example.com"] };

async function answer(operation: () => Promise<Reply>, headers: Record<string, string> = {}) {
    const result = await apiHandler(settings, operation)(apiEvent({ headers }), lambdaContext());
    return { ...result, headers: result.headers! };
}

const ok = () => Promise.resolve({ status: 200, body: {} });

describe("apiHandler", () => {
    quietLogs();

    it("tells browsers to keep, render and guess nothing", async () => {
        const { headers } = await answer(ok);
        assert.deepEqual(headers, {
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
            "X-Content-Type-Options": "nosniff",
            Vary: "Origin",
            "Content-Type": "application/json",
        });
    });

    it("lets the pages of each allowed origin read the answer, also an error", async () => {
        for (const origin of settings.allowedOrigins) {
            const problem = () => Promise.reject(new HttpProblem(404, "none", "None."));
            for (const operation of [ok, problem]) {
                assert.equal((await answer(operation, { origin })).headers["Access-Control-Allow-Origin"], origin);
            }
        }
    });

    it("lets no other origin", async () => {
        for (const origin of ["https://evil.example.com", "null", "https://a.example.com.evil.example.com"]) {
            const { headers } = await answer(ok, { Origin: origin });
            assert.equal("Access-Control-Allow-Origin" in headers, false);
        }
    });

    it("answers a problem with its details and the gateway's request id", async () => {
        const faults = [{ pointer: "/a", detail: "Bad." }];
        const { statusCode, headers, body } = await answer(() =>
            Promise.reject(new HttpProblem(422, "bad", "It is bad.", faults)),
        );
        assert.equal(statusCode, 422);
        assert.equal(headers["Content-Type"], "application/problem+json");
        assert.deepEqual(JSON.parse(body), {
            type: "urn:problem:bad",
            title: "Unprocessable Entity",
            status: 422,
            detail: "It is bad.",
            instance: "urn:uuid:2f1a3f4c-8a53-4b0e-9df1-6e1f2f7c9a01",
            errors: faults,
        });
    });

    it("repeats no more than twenty faults of 200 characters each, and counts the others", async () => {
        // The longest that JSON makes of a character.
        const text = "\u0000".repeat(1_000_000);
        const faults = Array.from({ length: 100_000 }, () => ({ pointer: `/${text}`, detail: text }));
        const { body } = await answer(() => Promise.reject(new HttpProblem(400, "bad", "It is bad.", faults)));
        const { errors, furtherErrors } = JSON.parse(body);
        assert.deepEqual([errors.length, furtherErrors], [20, 99_980]);
        for (const { pointer, detail } of errors) {
            assert.equal(pointer, `/${text.slice(0, 198)}…`);
            assert.equal(detail, `${text.slice(0, 199)}…`);
        }
        const shortest = "\u0000".repeat(200);
        const whole = new HttpProblem(400, "bad", "It is bad.", [{ pointer: "/a", detail: shortest }]);
        assert.deepEqual(JSON.parse((await answer(() => Promise.reject(whole))).body).errors, whole.faults);
    });

    it("hides what any other error says", async () => {
        const { statusCode, body } = await answer(() => Promise.reject(new Error("password is hunter2")));
        assert.equal(statusCode, 500);
        assert.ok(!body.includes("hunter2"));
        assert.equal(JSON.parse(body).type, "urn:problem:internal");
    });
});

describe("requests", () => {
    it("find headers in any case", () => {
        const event = apiEvent({ headers: { "IDEMPOTENCY-key": "k" } });
        assert.equal(header(event, "Idempotency-Key"), "k");
        assert.equal(header(event, "Other"), undefined);
        assert.equal(header({ headers: null } as never, "Other"), undefined);
    });

    it("know their customer by the verified claims only", () => {
        assert.equal(customerOf(apiEvent({ customerId: "c" })), "c");
        for (const event of [apiEvent({}), apiEvent({ customerId: "" })]) {
            assert.throws(
                () => customerOf(event),
                (error) => error instanceof HttpProblem && error.status === 401,
            );
        }
    });

    const schema = z.strictObject({ a: z.string() });
    const parse = (event: APIGatewayProxyEvent) => parsedBody(event, schema, "invalid-thing", "The body is no thing.");

    it("decode a base64 body", () => {
        const body = Buffer.from('{"a":"ä"}').toString("base64");
        assert.deepEqual(parse({ ...apiEvent({ body }), isBase64Encoded: true }), { a: "ä" });
    });

    it("without a body are not JSON", () => {
        assert.throws(
            () => parse(apiEvent({})),
            (error) => error instanceof HttpProblem && error.status === 400,
        );
    });
});

describe("originsOf", () => {
    it("splits the list", () => {
        assert.deepEqual(originsOf("https://a,https://b"), ["https://a", "https://b"]);
        assert.deepEqual(originsOf(""), []);
    });
});
