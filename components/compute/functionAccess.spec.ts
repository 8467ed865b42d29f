import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FunctionAccess, functionStatements } from "./functionAccess";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { installMocks, settled, valueOf } from "../shared/testing/mocks";

const FUNCTION = { arn: "arn:aws:lambda:eu-west-1:111122223333:function:change-lines:live" };
const ACTIONS = ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"];

describe("function verbs", () => {
    beforeEach(() => installMocks());

    it("transform gives exactly what it takes", async () => {
        const statements = functionStatements(FUNCTION, "transform");
        assert.deepEqual(await valueOf(statements), [{ actions: ACTIONS, resources: [FUNCTION.arn] }]);
    });
});

describe("FunctionAccess", () => {
    beforeEach(() => installMocks());

    it("grants on what another layer published", async () => {
        new FunctionAccess("change-lines", pulumi.output(FUNCTION)).grant(testGrantee(), "transform");
        await settled();
        assert.deepEqual(grantedBy("worker-change-lines-transform"), [
            { Effect: "Allow", Action: ACTIONS, Resource: FUNCTION.arn },
        ]);
    });
});
