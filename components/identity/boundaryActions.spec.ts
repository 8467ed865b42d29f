import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { BOUNDARY_LOGGING_ACTIONS, BOUNDARY_RESOURCE_ACTIONS, BOUNDARY_UNSCOPED_ACTIONS } from "./boundaryActions";

const COMPONENTS = path.join(__dirname, "..");

describe("what the permissions boundary allows", () => {
    it("is given by some component: it caps roles at what the platform does", () => {
        const sources = fs
            .globSync("*/*.ts", { cwd: COMPONENTS })
            .filter((file) => !file.endsWith(".spec.ts") && file !== path.join("identity", "boundaryActions.ts"))
            .map((file) => fs.readFileSync(path.join(COMPONENTS, file), "utf8"));
        const granted = (action: string) => sources.some((source) => source.includes(`"${action}"`));
        const allowed = [...BOUNDARY_RESOURCE_ACTIONS, ...BOUNDARY_UNSCOPED_ACTIONS];
        assert.deepEqual(
            allowed.filter((action) => !granted(action)),
            [],
        );
    });

    it("names each action once, in order", () => {
        for (const list of [BOUNDARY_RESOURCE_ACTIONS, BOUNDARY_UNSCOPED_ACTIONS, BOUNDARY_LOGGING_ACTIONS])
            assert.deepEqual([...list], [...new Set<string>(list)].sort());
    });
});
