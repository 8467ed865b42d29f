import assert from "node:assert/strict";
import { mock } from "node:test";
import * as aws from "@pulumi/aws";
import { RestApi, type RestApiArgs } from "./restApi";
import { Snapshot } from "./snapshot";
import { API_OUTPUTS, placeOrderRoute, readOrderRoute, restApiArgs, routeFunction } from "./testing/restApiArgs";
import { declaredDependencies } from "../shared/testing/dependencies";
import { inputsOf, installMocks, resources, settled, valueOf } from "../shared/testing/mocks";

async function deploymentOf(change: Partial<RestApiArgs>): Promise<string> {
    installMocks({ outputs: API_OUTPUTS });
    new RestApi("orders", restApiArgs(change));
    await settled();
    const { redeployment } = inputsOf("aws:apigateway/deployment:Deployment", "orders").triggers;
    assert.match(redeployment, /^[0-9a-f]{64}$/);
    return redeployment;
}

describe("a stage is deployed anew", () => {
    let first: string;
    before(async () => (first = await deploymentOf({})));

    const read = readOrderRoute();
    const place = placeOrderRoute();
    const cors = restApiArgs().cors;
    const served: readonly [what: string, change: Partial<RestApiArgs>][] = [
        ["one more route", { routes: [place, read, { ...read, path: "/orders" }] }],
        ["one route less", { routes: [place] }],
        ["the method of a route", { routes: [{ ...place, method: "PUT" }, read] }],
        ["the path of a route", { routes: [place, { ...read, path: "/orders/{id}" }] }],
        ["a path that keeps its name", { routes: [place, { ...read, path: "/orders/{orderId+}" }] }],
        ["the function of a route", { routes: [place, { ...read, function: routeFunction("other", 60) }] }],
        ["a timeout", { routes: [{ ...place, function: routeFunction("place-order", 5) }, read] }],
        ["a required header", { routes: [{ ...place, requiredHeaders: ["If-Match"] }, read] }],
        ["a header that is no longer required", { routes: [{ ...place, requiredHeaders: undefined }, read] }],
        ["the schema of a body", { routes: [{ ...place, bodySchema: { type: "array" } }, read] }],
        ["a body that is no longer checked", { routes: [{ ...place, bodySchema: undefined }, read] }],
        ["the user pool", { userPoolArn: "another-pool" }],
        ["the first origin", { cors: { ...cors, origins: ["https://b.example.com"] } }],
        ["a second origin", { cors: { ...cors, origins: [...cors.origins, "https://b.example.com"] } }],
        ["the headers that pages may send", { cors: { ...cors, headers: ["Authorization", "If-Match"] } }],
    ];
    for (const [what, change] of served) {
        it(`for ${what}`, async () => assert.notEqual(await deploymentOf(change), first));
    }

    const settings: readonly [what: string, change: Partial<RestApiArgs>][] = [
        ["nothing", {}],
        ["the description", { description: "Another description" }],
        ["the throttling", { throttling: { rate: 1, burst: 2 } }],
        ["the logs", { logs: { retentionDays: 1, keyArn: "another", level: "ERROR" } }],
        // Longer than the gateway waits: it is told the same.
        [
            "a timeout above the gateway's",
            { routes: [place, readOrderRoute({ function: routeFunction("read-order", 90) })] },
        ],
    ];
    for (const [what, change] of settings) {
        it(`but not for ${what}`, async () => assert.equal(await deploymentOf(change), first));
    }

    it("after all that it serves, the component's own constants included", async () => {
        installMocks({ outputs: API_OUTPUTS });
        const waitsFor = await declaredDependencies((opts) => new RestApi("orders", restApiArgs(), opts));
        const around = /^aws:apigateway\/(restApi|deployment|stage|methodSettings):/;
        const definition = resources()
            .filter(({ type }) => type.startsWith("aws:apigateway/") && !around.test(type))
            .map(({ type, name }) => `${type} ${name}`);
        assert.deepEqual(waitsFor.get("aws:apigateway/deployment:Deployment orders"), definition.sort());
    });
});

describe("Snapshot", () => {
    it("holds what a stage serves of the API's own settings", async () => {
        installMocks({ outputs: API_OUTPUTS });
        const note = mock.method(Snapshot.prototype, "note");
        new RestApi("orders", restApiArgs());
        await settled();
        note.mock.restore();
        const { description, endpointConfiguration, ...served } = inputsOf("aws:apigateway/restApi:RestApi", "orders");
        assert.ok(description !== undefined && endpointConfiguration !== undefined);
        assert.deepEqual(note.mock.calls[0].arguments, [served]);
    });

    beforeEach(() => installMocks());

    const digest = async (build: (snapshot: Snapshot) => void) => {
        const snapshot = new Snapshot();
        build(snapshot);
        return valueOf(snapshot.digest());
    };
    const validator = (name: string, args: aws.apigateway.RequestValidatorArgs) => (snapshot: Snapshot) => {
        snapshot.make(aws.apigateway.RequestValidator, name, args, {});
    };

    it("makes the resource, keeps it and notes every argument, outputs by their value", async () => {
        const first = await digest(validator("v", { restApi: "a", validateRequestBody: true }));
        await settled();
        assert.deepEqual(inputsOf("aws:apigateway/requestValidator:RequestValidator", "v").validateRequestBody, true);
        assert.notEqual(await digest(validator("v", { restApi: "a", validateRequestBody: false })), first);
        assert.notEqual(await digest(validator("w", { restApi: "a", validateRequestBody: true })), first);
        const api = new aws.apigateway.RestApi("api");
        const ofApi = await digest(validator("v", { restApi: api.id }));
        assert.equal(await digest(validator("v", { restApi: "api-id" })), ofApi);
    });

    it("notes what is made elsewhere", async () => {
        const size = (bytes: string) => (snapshot: Snapshot) => snapshot.note({ minimumCompressionSize: bytes });
        assert.notEqual(await digest(size("1024")), await digest(size("2048")));
        assert.equal(await digest(size("1024")), await digest(size("1024")));
    });
});
