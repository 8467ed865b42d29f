import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { PROTECTED_TYPES, protectionTransformation, RETAINED_TYPES } from "./protection";

/** The options that a resource of the type ends up with. */
function optionsOf(
    type: string,
    opts: pulumi.CustomResourceOptions = {},
    props: pulumi.Inputs = {},
): pulumi.ResourceOptions {
    const resource = {} as pulumi.Resource;
    return protectionTransformation({ resource, type, name: "one", props, opts })?.opts ?? opts;
}

describe("protection of data", () => {
    it("protects what would be lost, and lets stay behind what empties itself", () => {
        for (const type of Object.keys(PROTECTED_TYPES)) assert.deepEqual(optionsOf(type), { protect: true });
        for (const type of Object.keys(RETAINED_TYPES)) assert.deepEqual(optionsOf(type), { retainOnDelete: true });
        assert.deepEqual(optionsOf("aws:lambda/function:Function", { ignoreChanges: ["code"] }), {
            ignoreChanges: ["code"],
        });
    });

    it("lets no log group stay behind whose name the program would ask for again", () => {
        const type = "aws:cloudwatch/logGroup:LogGroup";
        const name = "API-Gateway-Execution-Logs_a1b2c3/v1";
        assert.deepEqual(optionsOf(type, {}, { name }), {});
        assert.deepEqual(optionsOf(type, {}, { name: undefined }), { retainOnDelete: true });
        assert.deepEqual(optionsOf(type, {}, { namePrefix: "one-" }), { retainOnDelete: true });
        assert.deepEqual(optionsOf("aws:sqs/queue:Queue", {}, { name: "failed" }), { retainOnDelete: true });
    });

    it("leaves what the program says itself", () => {
        assert.deepEqual(optionsOf("aws:s3/bucket:Bucket", { protect: false }), { protect: false });
    });
});
