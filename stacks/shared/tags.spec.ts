import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { TAGGABLE_TYPES, tagTransformation } from "./tags";
import { installMocks, valueOf } from "../../components/shared/testing/mocks";

/** The declared arguments of a resource type, from the provider's own types. */
function declaredArguments(type: string): string {
    const [, provider = "", module = "", name = ""] = /^(\w+):(\w+).*:(\w+)$/.exec(type) ?? [];
    const folder = path.dirname(require.resolve(`@pulumi/${provider}/package.json`));
    const file = path.join(folder, module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
    const text = fs.readFileSync(file, "utf8");
    return text.slice(text.indexOf(`export interface ${name}Args`));
}

type Transformed = { props: { tags: unknown } } | undefined;

describe("tags", () => {
    for (const type of TAGGABLE_TYPES) {
        it(`${type} takes tags`, () => assert.match(declaredArguments(type), /\n {4}tags\?: /));
    }

    const tag = (type: string, props: object) => {
        const transform = tagTransformation({ owner: "team", layer: "data" });
        const resource = undefined as unknown as pulumi.Resource;
        return transform({ resource, type, name: "n", props, opts: {} }) as Transformed;
    };

    it("reach taggable resources, whose own tags win", async () => {
        installMocks();
        const plain = tag("aws:sqs/queue:Queue", {});
        assert.deepEqual(await valueOf(plain?.props.tags), { owner: "team", layer: "data" });
        const own = tag("aws:sqs/queue:Queue", { tags: { owner: "somebody", extra: "x" } });
        assert.deepEqual(await valueOf(own?.props.tags), { owner: "somebody", layer: "data", extra: "x" });
    });

    it("leave the others alone", () => {
        assert.equal(tag("aws:sqs/queuePolicy:QueuePolicy", {}), undefined);
    });
});
