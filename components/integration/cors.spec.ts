import assert from "node:assert/strict";
import { corsGatewayResponses, corsPreflight, type CorsSettings } from "./cors";

const A = "https://a.example.com";
const B = "https://b.example.com";
const cors = (...origins: string[]): CorsSettings => ({ origins, headers: ["Authorization", "Content-Type"] });
const preflight = (...origins: string[]): any => corsPreflight(["POST"], cors(...origins));

describe("CORS of a REST API", () => {
    it("answers preflights by itself, without token and without a function", () => {
        const { responses, ...operation } = preflight(A);
        assert.deepEqual(operation, {
            "x-amazon-apigateway-integration": {
                type: "mock",
                requestTemplates: { "application/json": '{"statusCode": 204}' },
                responses: {
                    default: {
                        statusCode: "204",
                        responseParameters: {
                            "method.response.header.Access-Control-Allow-Origin": `'${A}'`,
                            "method.response.header.Access-Control-Allow-Methods": "'POST,OPTIONS'",
                            "method.response.header.Access-Control-Allow-Headers": "'Authorization,Content-Type'",
                            "method.response.header.Access-Control-Max-Age": "'600'",
                            "method.response.header.Vary": "'Origin'",
                        },
                    },
                },
            },
        });
        assert.deepEqual(Object.keys(responses), ["204"]);
    });

    it("sends only headers that are declared", () => {
        const { responses, ...operation } = preflight(A);
        const sent = operation["x-amazon-apigateway-integration"].responses.default.responseParameters;
        assert.deepEqual(
            Object.keys(responses["204"].headers).map((name) => `method.response.header.${name}`),
            Object.keys(sent),
        );
    });

    it("answers each of several origins with itself, whatever the case of the header", () => {
        const { default: answer } = preflight(A, B)["x-amazon-apigateway-integration"].responses;
        assert.equal(answer.responseParameters["method.response.header.Access-Control-Allow-Origin"], `'${A}'`);
        assert.deepEqual(answer.responseTemplates["application/json"].split("\n"), [
            '#set($origin = $input.params("Origin"))',
            '#if($origin == "")#set($origin = $input.params("origin"))#end',
            `#if($origin == "${A}" || $origin == "${B}")` +
                "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end",
        ]);
    });

    for (const [what, origins, allowed] of [
        ["the one origin", [A], `'${A}'`],
        ["pages of several origins, and whatever the case of the header,", [A, B], "'*'"],
    ] as const) {
        it(`lets ${what} read the gateway's own errors`, () => {
            const response = {
                responseParameters: {
                    "gatewayresponse.header.Access-Control-Allow-Origin": allowed,
                    "gatewayresponse.header.Vary": "'Origin'",
                },
            };
            assert.deepEqual(corsGatewayResponses(cors(...origins)), { DEFAULT_4XX: response, DEFAULT_5XX: response });
        });
    }
});
