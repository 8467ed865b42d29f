import { LocalWorkspace, PulumiCommand, type EngineEvent, type Stack } from "@pulumi/pulumi/automation";
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildsOnEarlier } from "../../local/shared/testing/buildsOnEarlier";
import { functions } from "../../local/provider/functions";
import { ProviderServer } from "../../local/provider/server";
import { rows } from "../../local/provider/table";
import { ensureToolchain } from "../../local/toolchain";
import { RestApi } from "../../components/integration/restApi";
import type { Route } from "../../components/integration/routes";
import { restApiArgs, routeFunction } from "../../components/integration/testing/restApiArgs";
import { expectedOf, StageReplay } from "./testing/stageReplay";

const read = (path: string, change: Partial<Route> = {}): Route => ({
    method: "GET",
    path,
    function: routeFunction("read"),
    ...change,
});
const place: Route = {
    method: "POST",
    path: "/orders",
    function: routeFunction("place"),
    bodySchema: { type: "object" },
};

/** One table after another, each one `up` from the one before. */
const TABLES: readonly [what: string, routes: readonly Route[]][] = [
    ["two routes at first", [place, read("/orders/{orderId}")]],
    ["one more", [place, read("/orders/{orderId}"), read("/orders")]],
    ["one less", [place, read("/orders/{orderId}")]],
    ["a variable that is renamed in place", [place, read("/orders/{id}")]],
    ["a variable that becomes greedy", [place, read("/orders/{id+}")]],
    ["a route that moves", [place, read("/customers/orders/{id}")]],
    ["a segment of the old variable's name", [place, read("/customers/orders/id")]],
    ["another method", [{ ...place, method: "PUT" }, read("/customers/orders/id")]],
    [
        "another function",
        [{ ...place, method: "PUT", function: routeFunction("change") }, read("/customers/orders/id")],
    ],
    ["another schema", [{ ...place, method: "PUT", bodySchema: { type: "array" } }]],
    ["all other routes", [read("/{everything+}")]],
];

describe("what a stage serves after each change of its routes", function () {
    this.timeout(300_000);
    buildsOnEarlier();
    const stage = new StageReplay();
    let root: string;
    let stack: Stack;
    let routes: readonly Route[] = [];
    let server: ProviderServer;

    before(async () => {
        const toolchain = await ensureToolchain();
        root = mkdtempSync(join(tmpdir(), "platform-stage-"));
        mkdirSync(join(root, "states"));
        server = new ProviderServer({ rows, functions, accountId: "111122223333", region: "eu-west-1" });
        stack = await LocalWorkspace.createOrSelectStack(
            {
                stackName: "test",
                projectName: "routes",
                program: () => Promise.resolve(void new RestApi("orders", restApiArgs({ routes }))),
            },
            {
                pulumiCommand: await PulumiCommand.get({ root: toolchain.root }),
                envVars: {
                    ...toolchain.offlineEnv,
                    PULUMI_BACKEND_URL: pathToFileURL(join(root, "states")).href,
                    PULUMI_CONFIG_PASSPHRASE: "test",
                    PULUMI_DEBUG_PROVIDERS: `aws:${await server.listen()}`,
                },
            },
        );
        await stack.setConfig("aws:region", { value: "eu-west-1" });
    });
    after(() => {
        server.close();
        rmSync(root, { recursive: true, force: true });
    });

    async function up(): Promise<void> {
        const events: EngineEvent[] = [];
        await stack.up({ onEvent: (event) => void events.push(event) });
        stage.follow(events);
    }

    for (const [what, table] of TABLES) {
        it(`is exactly the table: ${what}`, async () => {
            routes = table;
            await up();
            assert.deepEqual(stage.served(), await expectedOf(table));
        });
    }

    it("could call each function from the first moment on: permissions came before deployments", () => {
        assert.deepEqual(stage.forbidden, []);
        assert.equal(stage.deployments, TABLES.length);
    });

    it("is not deployed again when nothing changes", async () => {
        await up();
        assert.equal(stage.deployments, TABLES.length);
    });
});
