import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { RestApi } from "./restApi";
import { API_OUTPUTS, restApiArgs } from "./testing/restApiArgs";
import { inputsOf, installMocks, settled } from "../shared/testing/mocks";

const RESPONSE = "aws:apigateway/integrationResponse:IntegrationResponse";
const ALLOWED = "gatewayresponse.header.Access-Control-Allow-Origin";

async function build(...origins: string[]): Promise<void> {
    installMocks({ outputs: API_OUTPUTS });
    new RestApi("orders", restApiArgs({ cors: { origins, headers: ["Authorization", "Content-Type"] } }));
    await settled();
}

describe("CORS of a RestApi", () => {
    const place = { restApi: "orders-id", resourceId: "orders-orders-id", httpMethod: "OPTIONS" };

    it("answers preflights without a token and without a function", async () => {
        await build("https://a.example.com");
        assert.deepEqual(inputsOf("aws:apigateway/method:Method", "orders-OPTIONS-orders"), {
            ...place,
            authorization: "NONE",
        });
        assert.deepEqual(inputsOf("aws:apigateway/integration:Integration", "orders-OPTIONS-orders"), {
            ...place,
            type: "MOCK",
            requestTemplates: { "application/json": '{"statusCode": 204}' },
        });
        assert.deepEqual(inputsOf(RESPONSE, "orders-OPTIONS-orders"), {
            ...place,
            statusCode: "204",
            responseParameters: {
                "method.response.header.Access-Control-Allow-Origin": "'https://a.example.com'",
                "method.response.header.Access-Control-Allow-Methods": "'POST,OPTIONS'",
                "method.response.header.Access-Control-Allow-Headers": "'Authorization,Content-Type'",
                "method.response.header.Access-Control-Max-Age": "'600'",
                "method.response.header.Vary": "'Origin'",
            },
        });
    });

    it("allows a preflight to send only headers that are declared", async () => {
        await build("https://a.example.com");
        const { responseParameters } = inputsOf(
            "aws:apigateway/methodResponse:MethodResponse",
            "orders-OPTIONS-orders",
        );
        assert.deepEqual(
            Object.keys(responseParameters),
            Object.keys(inputsOf(RESPONSE, "orders-OPTIONS-orders").responseParameters),
        );
    });

    it("answers each of several origins with itself, whatever the case of the header", async () => {
        await build("https://a.example.com", "https://b.example.com");
        const { responseTemplates, responseParameters } = inputsOf(RESPONSE, "orders-OPTIONS-orders");
        assert.equal(
            responseParameters["method.response.header.Access-Control-Allow-Origin"],
            "'https://a.example.com'",
        );
        assert.deepEqual(responseTemplates["application/json"].split("\n"), [
            '#set($origin = $input.params("Origin"))',
            '#if($origin == "")#set($origin = $input.params("origin"))#end',
            '#if($origin == "https://a.example.com" || $origin == "https://b.example.com")' +
                "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end",
        ]);
    });

    it("keeps the gateway's responses of APIs that had them under other names", async () => {
        installMocks({ outputs: API_OUTPUTS });
        const former: unknown[] = [];
        const note: pulumi.ResourceTransformation = ({ type, opts }) => {
            if (type === "aws:apigateway/response:Response") former.push(opts.aliases);
            return undefined;
        };
        new RestApi("orders", restApiArgs(), { transformations: [note] });
        await settled();
        assert.deepEqual(former, [[{ name: "orders-DEFAULT_4XX" }], [{ name: "orders-DEFAULT_5XX" }]]);
    });

    for (const [kind, responseType] of [
        ["orders-default-4xx", "DEFAULT_4XX"],
        ["orders-default-5xx", "DEFAULT_5XX"],
    ]) {
        it(`lets the one origin read the gateway's own errors: ${responseType}`, async () => {
            await build("https://a.example.com");
            assert.deepEqual(inputsOf("aws:apigateway/response:Response", kind), {
                restApiId: "orders-id",
                responseType,
                responseParameters: {
                    [ALLOWED]: "'https://a.example.com'",
                    "gatewayresponse.header.Vary": "'Origin'",
                },
            });
        });

        it(`lets each of several origins read the gateway's own errors: ${responseType}`, async () => {
            await build("https://a.example.com", "https://b.example.com");
            assert.deepEqual(inputsOf("aws:apigateway/response:Response", kind).responseParameters, {
                [ALLOWED]: "method.request.header.Origin",
                "gatewayresponse.header.Vary": "'Origin'",
            });
        });
    }
});
