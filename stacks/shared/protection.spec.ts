import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { PROTECTED_TYPES, protectionTransformation, RETAINED_TYPES } from "./protection";

/** The options that a resource of the type ends up with. */
function optionsOf(type: string, opts: pulumi.CustomResourceOptions = {}): pulumi.ResourceOptions {
    const resource = {} as pulumi.Resource;
    return protectionTransformation({ resource, type, name: "one", props: {}, opts })?.opts ?? opts;
}

describe("protection of data", () => {
    it("protects what would be lost, and lets stay behind what empties itself", () => {
        for (const type of Object.keys(PROTECTED_TYPES)) assert.deepEqual(optionsOf(type), { protect: true });
        for (const type of Object.keys(RETAINED_TYPES)) assert.deepEqual(optionsOf(type), { retainOnDelete: true });
        assert.deepEqual(optionsOf("aws:lambda/function:Function", { ignoreChanges: ["code"] }), {
            ignoreChanges: ["code"],
        });
    });

    it("leaves what the program says itself", () => {
        assert.deepEqual(optionsOf("aws:s3/bucket:Bucket", { protect: false }), { protect: false });
    });
});
