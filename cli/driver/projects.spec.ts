import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { loadEnvironment } from "./config";
import { loadGraph } from "./layers";
import { writeScratchProjects } from "./projects";
import { makeFixture, type Fixture } from "../testing/fixture";

describe("writeScratchProjects", () => {
    let fixture: Fixture;
    let scratch: string;

    beforeEach(() => {
        fixture = makeFixture({ base: {} });
        scratch = mkdtempSync(join(tmpdir(), "platform-projects-"));
    });

    afterEach(() => {
        fixture.remove();
        rmSync(scratch, { recursive: true });
    });

    const read = (file: string) => parse(readFileSync(file, "utf8")) as Record<string, unknown>;

    it("keeps all that a layer's project says but where its program and configuration are", () => {
        const file = join(fixture.root, "stacks", "base", "Pulumi.yaml");
        const more = {
            description: "Base",
            runtime: { name: "nodejs", options: { typescript: false } },
            config: { "base:size": { default: 3 } },
            options: { refresh: "always" },
        };
        writeFileSync(file, stringify({ ...read(file), ...more }));
        const graph = loadGraph(fixture.root);
        writeScratchProjects(scratch, [graph.node("base")], loadEnvironment(fixture.root, "dev"));
        assert.deepEqual(read(join(scratch, "base", "Pulumi.yaml")), {
            name: "platform-base",
            main: join(fixture.root, "stacks", "base", "index.js"),
            ...more,
        });
        const { config } = read(join(fixture.root, "Pulumi.dev.yaml"));
        assert.deepEqual(read(join(scratch, "base", "Pulumi.dev.yaml")).config, config);
    });
});
