import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { buildsOnEarlier } from "../../local/shared/testing/buildsOnEarlier";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadBlueprint } from "./blueprint";
import { killEngines } from "./engineCommand";
import type { RunReport } from "./report";
import { runVerb } from "./run";
import type { RunOptions } from "./runOptions";
import { deployedStacks } from "./stacks";
import { openTarget, type Target } from "./target";

const LAYERS = {
    base: {},
    left: { reads: ["base"], program: `new Box("box"); outputs.value = read("base");` },
    right: { reads: ["base"], program: `new Box("box"); outputs.value = "right";` },
    top: { reads: ["left"], program: `new Box("box"); outputs.value = read("left");` },
};

describe("runVerb on the real engine", function () {
    this.timeout(300_000);
    buildsOnEarlier();
    const before_ = { ...process.env };
    let fixture: Fixture;
    let target: Target;
    let events: string[];

    const run = (verb: "up" | "preview" | "destroy" | "refresh", options: RunOptions = {}): Promise<RunReport> => {
        events = [];
        return runVerb(target, verb, {
            observer: {
                started: (layer) => events.push(`> ${layer}`),
                settled: ({ layer }) => events.push(`< ${layer}`),
            },
            ...options,
        });
    };
    const statuses = ({ layers }: RunReport) => Object.fromEntries(layers.map(({ layer, status }) => [layer, status]));
    const configFile = () => readFileSync(join(fixture.root, "Pulumi.dev.yaml"), "utf8");

    before(async () => {
        fixture = makeFixture(LAYERS);
        Object.assign(process.env, fixture.variables);
        target = await openTarget(loadBlueprint("dev", fixture.root), { lock: "test" });
    });

    after(() => {
        target.close();
        fixture.remove();
        process.env = before_;
    });

    it("previews an empty environment with placeholders, names them, and leaves neither stacks nor a changed file", async () => {
        for (const layer of ["left", "top"]) {
            fixture.write(layer, `new Box("box"); outputs.value = process.env.PLATFORM_PLACEHOLDERS;`);
        }
        const config = configFile();
        const report = await run("preview");
        assert.equal(report.status, "ok", JSON.stringify(report, null, 4));
        const placeholders = Object.fromEntries(report.layers.map(({ layer, placeholders: used }) => [layer, used]));
        assert.deepEqual(placeholders, { base: [], left: ["base.value"], right: ["base.value"], top: ["left.value"] });
        // All programs run in one process, which is told of all that is missing.
        assert.equal(report.layers[1]?.outputs?.value, "base.value,left.value");
        assert.deepEqual(await deployedStacks(target), new Map());
        assert.equal(configFile(), config);
        for (const layer of ["left", "top"] as const) fixture.write(layer, LAYERS[layer].program);
    });

    it("stops what depends on a failing layer, finishes the others and reports what the engine said", async () => {
        fixture.write("left", `throw new Error("left is broken");`);
        const report = await run("up");
        assert.deepEqual(statuses(report), { base: "done", left: "failed", right: "done", top: "skipped" });
        const [, left, , top] = report.layers;
        assert.match(left?.diagnostics.map(({ message }) => message).join("\n"), /left is broken/);
        assert.equal(top?.because, "left");
        assert.equal(report.status, "failed");
    });

    it("goes on from there, upstream first, independent layers side by side", async () => {
        fixture.write("left", LAYERS.left.program);
        const report = await run("up", { concurrency: 2 });
        assert.equal(report.status, "ok", JSON.stringify(report, null, 4));
        assert.deepEqual(events.slice(0, 4), ["> base", "< base", "> left", "> right"]);
        assert.ok(events.indexOf("> top") > events.indexOf("< left"));
        assert.deepEqual(
            report.layers.map(({ layer }) => layer),
            ["base", "left", "right", "top"],
        );
        assert.equal(report.layers.at(-1)?.outputs?.value, "base");
        assert.ok((report.layers[1]?.changes.create ?? 0) > 0);
        assert.match(configFile(), /platform:owner/);
    });

    it("changes nothing the second time", async () => {
        const report = await run("up");
        assert.deepEqual(new Set(report.layers.flatMap(({ changes }) => Object.keys(changes))), new Set(["same"]));
    });

    it("refuses to update a layer alone that reads what its upstream does not publish, and says what to update first", async () => {
        fixture.write("base", `new Box("box"); outputs.other = "base";`);
        assert.equal((await run("up", { layer: "base" })).status, "ok");
        await assert.rejects(
            run("up", { layer: "left" }),
            /'left' needs 'base.value', not published in 'dev' yet. Update first: platform up dev --layer base; or/,
        );
        assert.deepEqual((await run("preview", { layer: "right" })).layers[0]?.placeholders, ["base.value"]);
        fixture.write("base", `new Box("box"); outputs.value = "base";`);
        assert.equal((await run("up", { layer: "base" })).status, "ok");
    });

    it("refuses to destroy a layer that a deployed layer reads", async () => {
        await assert.rejects(run("destroy", { layer: "base" }), /'base' is still read by 'top', 'right', 'left'/);
        assert.equal((await deployedStacks(target)).size, 4);
    });

    it("tells a stack that another run holds in the backend from a failure, with the remedy", async () => {
        const holder = {
            pid: process.pid,
            username: "someone",
            hostname: hostname(),
            timestamp: new Date().toISOString(),
        };
        const locks = join(fixture.root, "states", ".pulumi", "locks", "organization", "platform-right", "dev");
        mkdirSync(locks, { recursive: true });
        writeFileSync(join(locks, "1f1bd2ad-0000-4000-8000-000000000000.json"), JSON.stringify(holder));
        const { status, layers } = await run("up", { layer: "right" });
        rmSync(locks, { recursive: true });
        assert.equal(status, "failed");
        assert.equal(layers[0]?.locked, true);
        assert.match(
            layers[0]?.diagnostics[0]?.message ?? "",
            /Another run .* 'pulumi cancel -C .*stacks\/right -s dev'/,
        );
    });

    it("cancels running engines, records it and leaves no lock", async () => {
        fixture.write(
            "right",
            `new Box("box"); new Box("other"); if (!pulumi.runtime.isDryRun()) await sleep(600); outputs.value = "right";`,
        );
        const abort = new AbortController();
        const progress = (_layer: string, step: string) => {
            if (step.endsWith(" other")) abort.abort();
        };
        const report = await run("up", { layer: "right", signal: abort.signal, observer: { progress } });
        assert.equal(report.status, "interrupted");
        assert.equal(report.layers[0]?.status, "interrupted");
        assert.match(await target.layer("right").exportedState(), /fixture:index:Box::other/);
        const locks = readdirSync(join(fixture.root, "states", ".pulumi", "locks"), { recursive: true });
        assert.deepEqual(
            locks.filter((file) => String(file).endsWith(".json")),
            [],
        );
        fixture.write("right", LAYERS.right.program);
        assert.equal((await run("up", { layer: "right" })).status, "ok");
    });

    it("says of an engine that was killed what ended it and what to do, not how far its output went", async () => {
        fixture.write("right", `new Box("more"); await sleep(pulumi.runtime.isDryRun() ? 0 : 600);`);
        // Not while it writes the state, which would be cut.
        const progress = () => void setTimeout(killEngines, 500);
        const { status, layers } = await run("up", { layer: "right", observer: { progress } });
        assert.equal(status, "failed");
        assert.equal(layers[0]?.locked, false);
        assert.deepEqual(
            layers[0]?.diagnostics.map(({ message }) => message),
            [
                "The engine of layer 'right' was ended by SIGKILL, as the system does when memory runs short. " +
                    "Run the command again: it goes on, or says what has to be done first.",
            ],
        );
        fixture.write("right", LAYERS.right.program);
        const [again] = (await run("up", { layer: "right" })).layers;
        assert.equal(again?.locked, true);
        rmSync(join(fixture.root, "states", ".pulumi", "locks"), { recursive: true });
        assert.equal((await run("up", { layer: "right" })).status, "ok");
    });

    it("destroys downstream first and keeps the shared configuration file", async () => {
        const report = await run("destroy");
        assert.equal(report.status, "ok", JSON.stringify(report, null, 4));
        assert.deepEqual(
            report.layers.map(({ layer }) => layer),
            ["top", "right", "left", "base"],
        );
        assert.equal(events.at(-1), "< base");
        assert.match(configFile(), /platform:owner/);
        assert.deepEqual([...(await deployedStacks(target)).values()], [0, 0, 0, 0]);
    });

    it("deploys a single layer only when what it reads is deployed", async () => {
        await assert.rejects(run("up", { layer: "top" }), /'top' needs 'base', 'left', not deployed in 'dev'/);
    });
});
