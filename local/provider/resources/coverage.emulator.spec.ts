import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { join } from "node:path";
import { rows } from "../table";
import { exercised } from "../testing/exercise";

/** In every row's `diff` from the start; see `check.ts`. */
const EVERY_ROWS = "region";

// When all specs of the rows have run; when only some of them have, it cannot be told.
after("every row was exercised, and replaced by each argument that replaces it", function () {
    const specs = globSync("**/*.emulator.spec.ts", { cwd: __dirname });
    const loaded = specs.every((name) => join(__dirname, name) in require.cache);
    let all = loaded;
    this.test!.parent!.eachTest((test) => {
        if (test.file?.startsWith(__dirname) === true && test.state !== "passed") all = false;
    });
    if (!all) return;
    assert.deepEqual(
        [...rows.keys()].filter((type) => !exercised.has(type)),
        [],
        "rows without an exercise",
    );
    const unproven = [...rows.values()].flatMap(({ type, replaceOn = [] }) =>
        replaceOn
            .filter((path) => path !== EVERY_ROWS && !exercised.get(type)!.has(path))
            .map((path) => `${type}: ${path}`),
    );
    assert.deepEqual(unproven, [], "arguments of which no exercise shows that they replace");
});
