import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { TAGGABLE_TYPES, tagTransform } from "./tags";
import { installMocks, valueOf } from "../../components/shared/testing/mocks";

const PROVIDER = path.dirname(require.resolve("@pulumi/aws/package.json"));

/** The declared arguments of a resource type, from the provider's own types. */
function declaredArguments(type: string): string {
    const [, module = "", name = ""] = /^aws:(.+)\/\w+:(\w+)$/.exec(type) ?? [];
    const file = path.join(PROVIDER, module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
    const text = fs.readFileSync(file, "utf8");
    return text.slice(text.indexOf(`export interface ${name}Args`));
}

type Transformed = { props: { tags: unknown } } | undefined;

describe("tags", () => {
    for (const type of TAGGABLE_TYPES) {
        it(`${type} takes tags`, () => assert.match(declaredArguments(type), /\n {4}tags\?: /));
    }

    const tag = (type: string, props: object) => {
        const transform = tagTransform({ owner: "team", layer: "data" });
        return transform({ type, name: "n", custom: true, props, opts: {} }) as Transformed;
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
