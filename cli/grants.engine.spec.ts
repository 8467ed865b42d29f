import assert from "node:assert/strict";
import { join } from "node:path";
import { loadBlueprint } from "./driver/blueprint";
import { runVerb } from "./driver/run";
import { openTarget } from "./driver/target";
import { makeFixture } from "./testing/fixture";
import { repositoryRoot } from "../local/shared/paths";

const component = (file: string) => JSON.stringify(join(repositoryRoot, "components", file));

/** A function whose permission takes longer to make than its code. */
const PROGRAM = `
const { ServerlessFunction } = require(${component("compute/serverlessFunction.ts")});
const { TableAccess } = require(${component("data/tableAccess.ts")});
const key = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000001";
const fn = new ServerlessFunction("read-order", {
    function: "readOrder",
    description: "Reads an order",
    platform: {
        keys: { logs: key, messaging: key },
        permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
        logRetentionDays: 14,
        logLevel: "INFO",
        memoryMebibytes: 512,
    },
});
const table = { name: "orders", arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", keyArn: key };
new TableAccess("orders", sleep(5).then(() => table)).grant(fn, "readItem");
outputs.value = fn.aliasArn;`;

describe("grants", function () {
    this.timeout(300_000);

    it("are made before the alias that serves the code which needs them", async () => {
        const fixture = makeFixture({ base: { program: PROGRAM } });
        const target = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        const steps: string[] = [];
        try {
            const progress = (_layer: string, step: string) => steps.push(step);
            const report = await runVerb(target, "up", { layer: "base", observer: { progress } });
            const created = (what: string) => steps.findIndex((step) => step.startsWith(`create ${what}`));
            const code = created("aws:lambda/function:Function read-order");
            const grant = created("aws:iam/rolePolicy:RolePolicy read-order-orders-readItem");
            const alias = created("aws:lambda/alias:Alias read-order-live");
            assert.ok(code >= 0 && code < grant && grant < alias, [JSON.stringify(report), ...steps].join("\n"));
        } finally {
            target.close();
            fixture.remove();
        }
    });
});
