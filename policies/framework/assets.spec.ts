import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ResourceValidation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { inputsCredentialsAbsent } from "../rules/inputs/credentialsAbsent";
import { assetIn, readAssets } from "./assets";
import { createPack } from "./policies";
import { unknownCheckingProxy } from "./proxy";

const { AssetArchive, FileAsset, StringAsset } = pulumi.asset;
const TYPE = "aws:lambda/function:Function";

describe("assets", () => {
    it("of an engine have their text once it was waited for, behind the SDK's proxy", async () => {
        const code = new AssetArchive({ "index.js": new StringAsset("text"), lib: new FileAsset("lib.js") });
        const props = unknownCheckingProxy({ code, handler: "index.handler" }) as { code: Record<string, unknown> };
        assert.equal(assetIn(props.code), undefined);
        await readAssets(props);
        const assets = assetIn(props.code)?.assets as Record<string, Record<string, unknown>>;
        assert.deepEqual(
            Object.entries(assets).map(([name, each]) => [name, assetIn(each)?.text]),
            [
                ["index.js", "text"],
                ["lib", undefined],
            ],
        );
    });

    it("are waited for only where there are some", () => {
        assert.equal(readAssets({ name: "orders", tags: { a: "b" }, list: [null, 1] }), undefined);
    });

    it("are judged by the pack in an engine", async () => {
        const [policy] = createPack([inputsCredentialsAbsent], []).policies as ResourceValidationPolicy[];
        const code = new AssetArchive({ "index.js": new StringAsset("const password = 'hunter2';") });
        const found: unknown[] = [];
        const args = {
            type: TYPE,
            name: "f",
            urn: `urn:pulumi:dev::p::${TYPE}::f`,
            props: unknownCheckingProxy({ code }),
            getConfig: () => ({}),
        } as unknown as ResourceValidationArgs;
        await (policy?.validateResource as ResourceValidation)(args, (told: unknown) => found.push(told));
        assert.match(JSON.stringify(found), /code\.index\.js of 'f' sets password to a literal value/);
    });
});
