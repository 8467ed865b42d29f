import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explainLostEmulator } from "./lostEmulator";
import type { LayerReport, RunReport } from "./report";

const error = (resource: string, message: string) => ({ severity: "error", resource, message }) as const;
const refused = (resource: string) =>
    error(resource, `${resource}: create failed: connect ECONNREFUSED 127.0.0.1:4577`);

const layer = (name: string, ...diagnostics: LayerReport["diagnostics"]): LayerReport => ({
    layer: name,
    status: "failed",
    seconds: 1,
    changes: {},
    diagnostics,
    violations: [],
    remediations: [],
    placeholders: [],
    takesAway: [],
    recorded: [],
    locked: false,
});
const failed = (...layers: LayerReport[]): RunReport => ({
    environment: "local",
    verb: "up",
    status: "failed",
    seconds: 1,
    layers,
});

describe("a run whose emulator ended", () => {
    let directory: string;
    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-lost-"));
        writeFileSync(join(directory, "emulator.log"), "Ready.\nKilled: out of memory\n");
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it("says so once, with its last words and what to do, and keeps the first failed call and what has other causes", async () => {
        const other = error("c", "AccessDenied");
        const report = failed(layer("data", other, refused("a"), refused("b")), layer("identity", refused("d")));
        const { layers } = await explainLostEmulator(report, directory);
        const [data, identity] = layers.map(({ diagnostics }) => diagnostics);
        assert.deepEqual(identity, []);
        assert.equal(data.length, 3);
        assert.deepEqual([data[0], data[2]], [other, refused("a")]);
        assert.match(
            data[1].message,
            /^The emulator ended .*\nRun the command again.*emulator\.log:\n {2}Ready\.\n {2}Killed:/,
        );
    });

    it("is told from one that failed for another reason", async () => {
        const report = failed(layer("data", error("c", "AccessDenied")));
        assert.equal(await explainLostEmulator(report, directory), report);
    });
});
