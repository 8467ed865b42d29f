import {
    CreateDeploymentCommand,
    CreateRestApiCommand,
    GetResourcesCommand,
    PutRestApiCommand,
} from "@aws-sdk/client-api-gateway";
import {
    AdminCreateUserCommand,
    AdminSetUserPasswordCommand,
    CreateUserPoolClientCommand,
    CreateUserPoolCommand,
    InitiateAuthCommand,
    type AuthenticationResultType,
} from "@aws-sdk/client-cognito-identity-provider";
import assert from "node:assert/strict";
import { createClients, stageUrl, type Clients } from "../provider/clients";
import { endpointOf, startTemporaryEmulator } from "./index";

/** An operation that answers by itself. */
const MOCK = {
    responses: { "200": { headers: { "X-Kind": { schema: { type: "string" } } } } },
    "x-amazon-apigateway-integration": {
        type: "mock",
        requestTemplates: { "application/json": '{"statusCode": 200}' },
        responses: {
            default: { statusCode: "200", responseParameters: { "method.response.header.X-Kind": "'mock'" } },
        },
    },
};

const document = (paths: object, more: object = {}) => ({
    openapi: "3.0.1",
    info: { title: "test", version: "v1" },
    paths,
    "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
    ...more,
});

describe("REST APIs by a document in the emulator", function () {
    this.timeout(120_000);
    let clients: Clients;
    let emulatorUrl: string;
    let restApiId: string;

    before(async () => {
        ({ url: emulatorUrl } = await startTemporaryEmulator());
        clients = createClients(endpointOf(emulatorUrl, "eu-west-1"));
        restApiId = (await clients.apiGateway().send(new CreateRestApiCommand({ name: "test" }))).id!;
    });

    async function define(body: object, mode: "merge" | "overwrite" = "overwrite"): Promise<void> {
        const api = clients.apiGateway();
        await api.send(new PutRestApiCommand({ restApiId, mode, body: Buffer.from(JSON.stringify(body)) }));
        await api.send(new CreateDeploymentCommand({ restApiId, stageName: "v1" }));
    }

    const ask = (path: string, init: RequestInit = {}) =>
        fetch(`${stageUrl(emulatorUrl, restApiId, "v1")}${path}`, init);

    const paths = async () => {
        const { items = [] } = await clients.apiGateway().send(new GetResourcesCommand({ restApiId }));
        return items.map(({ path, resourceMethods = {} }) => `${path} ${Object.keys(resourceMethods).join()}`).sort();
    };

    it("are what the last document says, and keep their root", async () => {
        await define(document({ "/orders": { get: MOCK, post: MOCK }, "/orders/{id}": { get: MOCK } }));
        assert.deepEqual(await paths(), ["/ ", "/orders GET,POST", "/orders/{id} GET"]);
        const root = async () =>
            (await clients.apiGateway().send(new GetResourcesCommand({ restApiId }))).items!.find(
                ({ path }) => path === "/",
            )!.id;
        const before = await root();
        await define(document({ "/orders/{order}": { get: MOCK } }));
        assert.deepEqual(await paths(), ["/ ", "/orders ", "/orders/{order} GET"]);
        assert.equal(await root(), before);
        const answer = await ask("/orders/1");
        assert.deepEqual([answer.status, answer.headers.get("X-Kind")], [200, "mock"]);
        assert.equal((await ask("/orders")).status, 403);
    });

    it("are left as they are by a document that is not understood, which says what is not", async () => {
        const before = await paths();
        await assert.rejects(
            define(document({ "/orders": { get: { ...MOCK, summary: "Orders" } } })),
            /The emulator does not understand summary in get \/orders\./,
        );
        await assert.rejects(define(document({}, { servers: [] })), /does not understand servers in the document/);
        await assert.rejects(define(document({}), "merge"), /overwrites an API by a document, and merges none/);
        assert.deepEqual(await paths(), before);
    });

    it("are left whole by a document whose fault shows only after others of its operations", async () => {
        const body = (schema: object) => ({ ...MOCK, requestBody: { content: { $default: { schema } } } });
        const order = { $ref: "#/components/schemas/Order" };
        const components = { schemas: { Order: { type: "object", required: ["item"] } } };
        const all = "x-amazon-apigateway-request-validator";
        await define(
            document({ "/": { get: MOCK }, "/orders": { post: { ...body(order), [all]: "all" } } }, { components }),
        );
        const before = await paths();
        const faulty = async (operation: object, told: RegExp) => {
            await assert.rejects(define(document({ "/": { put: MOCK }, "/faulty": { post: operation } })), told);
            assert.deepEqual(await paths(), before);
        };
        await faulty({ responses: {} }, /cannot read the document: KeyError\('x-amazon-apigateway-integration'\)/);
        await faulty(body({ type: "object" }), /cannot read the document: KeyError\('\$ref'\)/);
        await faulty(body(order), /finds no schema #\/components\/schemas\/Order in the document/);
        await faulty(body({ $ref: "#/components/schemas" }), /finds no schema #\/components\/schemas in the document/);
        assert.equal((await ask("/")).status, 200);
        assert.equal((await ask("/orders", { method: "POST", body: "{}" })).status, 400);
    });

    it("are left whole by a document of which MiniStack refuses a part, or would leave one out", async () => {
        await define(document({ "/orders": { get: MOCK } }));
        const refused = async (operation: object, more: object, told: RegExp) => {
            const found = { "/orders": { get: { ...MOCK, ...operation } }, "/new": { get: MOCK } };
            await assert.rejects(define(document(found, more)), told);
            assert.deepEqual(await paths(), ["/ ", "/orders GET"]);
            assert.equal((await ask("/orders")).status, 200);
        };
        const responses = (type: string, statusCode: number) => ({
            "x-amazon-apigateway-gateway-responses": { [type]: { statusCode } },
        });
        await refused({}, responses("TEAPOT", 418), /refuses the document: Invalid gateway response type: TEAPOT\./);
        await refused({}, responses("DEFAULT_4XX", 999), /refuses the document: Invalid status code specified\./);
        const basic = { securitySchemes: { basic: { type: "http", scheme: "basic" } } };
        await refused({}, { components: basic }, /does not understand basic in the security schemes/);
        await refused({ security: [{ pool: [] }] }, {}, /does not understand pool in what secures an operation/);
        const validator = { "x-amazon-apigateway-request-validator": "none" };
        await refused(validator, {}, /does not understand none in the validator of an operation/);
    });

    it("serve no path with an empty segment", async () => {
        await define(document({ "/orders/{id}": { get: MOCK } }));
        assert.equal((await ask("/orders/1")).status, 200);
        for (const path of ["//orders/1", "/orders//1"]) assert.equal((await ask(path)).status, 403, path);
    });

    it("hold a body to the model of its content type, else to that of $default, else to none", async () => {
        const post = (key: string) => ({
            ...MOCK,
            requestBody: { content: { [key]: { schema: { $ref: "#/components/schemas/Order" } } } },
            "x-amazon-apigateway-request-validator": "all",
        });
        const lines = { type: "array", maxItems: 1, items: { type: "string" } };
        const schemas = { Order: { type: "object", required: ["item"], properties: { lines } } };
        await define(
            document(
                { "/any": { post: post("$default") }, "/json": { post: post("application/json") } },
                { components: { schemas } },
            ),
        );
        const send = async (path: string, type: string, body: object) =>
            (await ask(path, { method: "POST", headers: { "Content-Type": type }, body: JSON.stringify(body) })).status;
        assert.equal(await send("/any", "text/plain", { item: "tea" }), 200);
        assert.equal(await send("/any", "text/plain", {}), 400);
        assert.equal(await send("/any", "text/plain", { item: "tea", lines: [1] }), 400);
        // An import leaves the number of items out.
        assert.equal(await send("/any", "text/plain", { item: "tea", lines: ["a", "b"] }), 200);
        assert.equal(await send("/json", "application/json; charset=utf-8", {}), 400);
        assert.equal(await send("/json", "text/plain", {}), 200);
    });

    it("take ID tokens without scopes, access tokens with scopes, and never refresh tokens", async () => {
        const { arn, tokens } = await signIn();
        const scheme = {
            type: "apiKey",
            name: "Authorization",
            in: "header",
            "x-amazon-apigateway-authtype": "cognito_user_pools",
            "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [arn] },
        };
        await define(
            document(
                {
                    "/id": { get: { ...MOCK, security: [{ pool: [] }] } },
                    "/access": { get: { ...MOCK, security: [{ pool: ["aws.cognito.signin.user.admin"] }] } },
                },
                { components: { securitySchemes: { pool: scheme } } },
            ),
        );
        const status = async (path: string, token = "") =>
            (await ask(path, { headers: { authorization: token } })).status;
        const { IdToken, AccessToken, RefreshToken } = tokens;
        assert.deepEqual(
            await Promise.all([IdToken, AccessToken, RefreshToken, ""].map((token) => status("/id", token))),
            [200, 401, 401, 401],
        );
        assert.deepEqual(
            await Promise.all([IdToken, AccessToken, RefreshToken, ""].map((token) => status("/access", token))),
            [401, 200, 401, 401],
        );
    });

    async function signIn(): Promise<{ arn: string; tokens: AuthenticationResultType }> {
        const cognito = clients.cognito();
        const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "test" }));
        const UserPoolId = UserPool!.Id!;
        const { UserPoolClient } = await cognito.send(
            new CreateUserPoolClientCommand({
                UserPoolId,
                ClientName: "test",
                ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            }),
        );
        const [Username, Password] = ["ada", "Correct-Horse-7-Battery"];
        await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }));
        await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
        const { AuthenticationResult } = await cognito.send(
            new InitiateAuthCommand({
                ClientId: UserPoolClient!.ClientId!,
                AuthFlow: "USER_PASSWORD_AUTH",
                AuthParameters: { USERNAME: Username, PASSWORD: Password },
            }),
        );
        return { arn: UserPool!.Arn!, tokens: AuthenticationResult! };
    }
});
