import assert from "node:assert/strict";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { functions } from "./functions";
import { ProviderServer } from "./server";
import { rows } from "./table";
import { engineProject, type EngineProject } from "./testing/engineProject";
import { repositoryRoot } from "../shared/paths";

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { DynamoTable } = require(${JSON.stringify(join(repositoryRoot, "components/data/dynamoTable"))});
const limits = { min: 1, max: 100 };
new DynamoTable("orders", {
    hashKey: "id",
    indexes: new pulumi.Config().require("indexes").split(",").map((name) => ({ name, hashKey: name, projection: "ALL" })),
    throughput: { read: limits, write: limits },
    keyArn: "arn:aws:kms:eu-west-1:111122223333:key/data",
    recoveryDays: 1,
    deletionProtection: false,
});
`;

interface State {
    readonly type: string;
    readonly inputs: { indexName?: string; provisionedThroughput?: Record<string, number> };
    readonly outputs: State["inputs"];
}

describe("a table's indexes on the real engine", function () {
    this.timeout(300_000);
    let project: EngineProject;
    let stack: Stack;

    before(async () => {
        project = await engineProject(PROGRAM);
        stack = await project.stack("local");
    });
    after(() => project.remove());

    /** What the provider is asked to do with each table and index, by the order of the engine's events. */
    async function up(indexes: string): Promise<string[]> {
        await stack.setConfig("indexes", { value: indexes });
        const server = new ProviderServer({ rows, functions, accountId: "111122223333", region: "eu-west-1" });
        stack.workspace.envVars.PULUMI_DEBUG_PROVIDERS = `aws:${await server.listen()}`;
        const steps: string[] = [];
        const onEvent: Parameters<Stack["up"]>[0] = {
            onEvent: ({ resourcePreEvent }) => {
                const { op, type, urn } = resourcePreEvent?.metadata ?? {};
                if (type?.startsWith("aws:dynamodb/") && op !== "same") steps.push(`${op} ${urn?.split("::").at(-1)}`);
            },
        };
        await stack.up(onEvent).finally(() => server.close());
        return steps;
    }

    /** As a refresh finds it, when auto scaling has moved the capacity of one index. */
    async function move(index: string, units: number): Promise<void> {
        const state = await stack.exportStack();
        const { resources } = state.deployment as { resources: State[] };
        for (const { inputs, outputs } of resources)
            for (const one of [inputs, outputs])
                if (one?.indexName === index)
                    one.provisionedThroughput = { readCapacityUnits: units, writeCapacityUnits: units };
        await stack.importStack(state);
    }

    it("keep the capacity that they have when one of them is removed", async () => {
        assert.deepEqual(await up("byDay,byStatus"), [
            "create orders",
            "create orders-byDay",
            "create orders-byStatus",
        ]);
        await move("byDay", 90);
        await move("byStatus", 40);
        assert.deepEqual(await up("byStatus"), ["delete orders-byDay"]);
        const { resources } = (await stack.exportStack()).deployment as { resources: State[] };
        const left = resources.flatMap(({ inputs }) => (inputs?.indexName === undefined ? [] : [inputs]));
        assert.deepEqual(
            left.map(({ indexName, provisionedThroughput }) => [indexName, provisionedThroughput?.readCapacityUnits]),
            [["byStatus", 40]],
        );
    });
});
