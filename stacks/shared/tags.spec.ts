import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import { tagTransformation } from "./tags";
import { installMocks, valueOf } from "../../components/shared/testing/mocks";
import { rows } from "../../local/provider/table";

type Class = new (name: string, args: object, options: pulumi.CustomResourceOptions) => unknown;
type Services = Readonly<Record<string, Readonly<Record<string, Class>>>>;

/** The tags that a resource has in the end; `undefined` when it is left alone. */
function tagsOf(Resource: Class, args: object): unknown {
    let tags: unknown;
    const transform = tagTransformation({ owner: "team", layer: "data" });
    const transformation: pulumi.ResourceTransformation = (args) => {
        const result = transform(args);
        tags = (result?.props as { tags: unknown } | undefined)?.tags;
        return result;
    };
    new Resource("n", args, { transformations: [transformation] });
    return tags === undefined ? undefined : valueOf(tags);
}

/** Something for each argument that a class insists on, and no tags. */
const ANYTHING = new Proxy({}, { get: (_target, key) => (key === "tags" ? undefined : "x") });

describe("tags", () => {
    const folder = path.dirname(require.resolve("@pulumi/aws/package.json"));

    beforeEach(() => installMocks());

    // The rows of the embedded environment are the types that the layers use.
    for (const type of rows.keys()) {
        const [, module = "", file = "", name = ""] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(type) ?? [];
        const declared = fs.readFileSync(path.join(folder, module, `${file}.d.ts`), "utf8");
        const args = declared.slice(declared.indexOf(`export interface ${name}Args`));
        const isTaggable = /\n {4}tags\?: /.test(args);
        it(`${isTaggable ? "reach" : "leave alone"} ${type}`, async () => {
            const tags = await tagsOf((aws as unknown as Services)[module][name], ANYTHING);
            assert.deepEqual(tags, isTaggable ? { owner: "team", layer: "data" } : undefined);
        });
    }

    it("reach what hands its tags on to what it makes", async () => {
        const tags = await tagsOf(awsx.ec2.Vpc, {});
        assert.deepEqual(tags, { owner: "team", layer: "data" });
    });

    it("give way to a resource's own", async () => {
        const tags = await tagsOf(aws.sqs.Queue, { tags: { owner: "somebody", extra: "x" } });
        assert.deepEqual(tags, { owner: "somebody", layer: "data", extra: "x" });
    });

    it("leave alone tags of another form", async () => {
        assert.equal(await tagsOf(aws.autoscaling.Group as Class, ANYTHING), undefined);
    });
});
