import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { TAGGABLE_TYPES } from "./taggable";

const PROVIDER = path.dirname(require.resolve("@pulumi/aws/package.json"));

/** Types of a module whose class has all tags, and whose arguments take them by name. */
function taggableOf(module: string): string[] {
    return readdirSync(path.join(PROVIDER, module))
        .filter((file) => file.endsWith(".d.ts") && !file.startsWith("get"))
        .flatMap((file) => {
            const source = readFileSync(path.join(PROVIDER, module, file), "utf8");
            const [, name] = /export declare class (\w+) extends pulumi\.CustomResource/.exec(source) ?? [];
            const args = source.indexOf(`export interface ${name}Args`);
            const takes = args >= 0 && source.includes("tagsAll") && /\n {4}tags\?: /.test(source.slice(args));
            const type = `aws:${module}/${file.replace(/\.d\.ts$/, "")}:${name}`;
            // Glue's transforms by machine learning have a file of another name than their token.
            const code = readFileSync(path.join(PROVIDER, module, file.replace(/\.d\.ts$/, ".js")), "utf8");
            return takes && code.includes(`__pulumiType = '${type}'`) ? [type] : [];
        });
}

describe("the types that take tags", () => {
    it("are those of the provider", () => {
        const modules = [...new Set(TAGGABLE_TYPES.map((type) => type.slice("aws:".length, type.indexOf("/"))))];
        assert.deepEqual(TAGGABLE_TYPES.toSorted(), modules.flatMap(taggableOf).toSorted());
    });
});
