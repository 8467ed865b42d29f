import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { makeFixture, type Fixture } from "../../testing/fixture";
import type { LayerReport, RunReport } from "../report";
import { loadBlueprint } from "../blueprint";
import { runVerb } from "../run";
import type { RunOptions } from "../runOptions";
import { openTarget, type Target } from "../target";

const LAYERS = { left: {}, right: {}, reader: { reads: ["left", "right"] } };

describe("the processes that the layers of a run share", function () {
    this.timeout(240_000);

    const before_ = { ...process.env };
    let fixture: Fixture;
    let target: Target;
    const run = (options: RunOptions = {}) => runVerb(target, "up", { concurrency: 2, ...options });
    const messages = (report: RunReport | LayerReport | undefined) =>
        ("layers" in report! ? report.layers : [report!]).map(({ diagnostics }) =>
            diagnostics.map(({ message }) => message).join("\n"),
        );
    const statuses = ({ layers }: RunReport) => Object.fromEntries(layers.map(({ layer, status }) => [layer, status]));
    const healed = async () => {
        for (const layer of ["left", "right"]) fixture.write(layer, `new Box("box"); outputs.value = "${layer}";`);
        assert.equal((await run()).status, "ok");
    };

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

    it("tell an error that nobody catches to the engine of its own program, and to no other", async () => {
        fixture.write("left", `setTimeout(() => { throw new Error("left is broken"); }, 500); await sleep(2);`);
        fixture.write("right", `await sleep(3); outputs.value = "right";`);
        const report = await run();
        assert.deepEqual(statuses(report), { left: "failed", right: "done", reader: "skipped" });
        const [left, right] = messages(report);
        assert.match(
            left,
            /Running program .*left\/index.js' failed with an unhandled exception:\s+Error: left is broken/,
        );
        assert.equal(right, "");
    });

    it("end a program that waits for what nothing gives it, as its own process would have", async () => {
        fixture.write("left", `const first = new Box("first"); await new Promise(() => undefined);`);
        const report = await run({ layer: "left" });
        assert.match(messages(report)[0], /left\/index.js' waits for what nothing is going to give it/);
        fixture.write("left", `await new Promise(() => setTimeout(() => { throw new Error("late"); }, 100));`);
        assert.match(messages(await run({ layer: "left" }))[0], /Error: late/);
        fixture.write("left", `await Promise.reject();`);
        assert.equal((await run({ layer: "left" })).status, "failed");
    });

    it("delete nothing that a program lost by an error that nobody catches", async () => {
        const kept = async () =>
            (await target.layer("left").resources()).filter(({ type }) => type === "fixture:index:Box");
        fixture.write("left", `new Box("kept"); outputs.value = "left";`);
        assert.equal((await run({ layer: "left" })).status, "ok");
        assert.equal((await kept()).length, 1);
        for (const lost of [
            `pulumi.output(1).apply(() => { throw new Error("lost"); });`,
            `void Promise.reject(new Error("lost"));`,
            `void (async () => { await sleep(0.5); throw new Error("lost"); })();`,
            `void (async () => { await sleep(0.5); process.exit(0); })();`,
        ]) {
            fixture.write("left", `${lost} outputs.value = "left";`);
            const report = await run({ layer: "left" });
            assert.equal(report.status, "failed", lost);
            assert.match(messages(report)[0], /lost|process\.exit/);
            assert.doesNotMatch(messages(report)[0], /BAIL/);
            assert.equal((await kept()).length, 1, lost);
        }
    });

    it("wait for what a program makes though nobody awaits it", async () => {
        fixture.write("left", `void (async () => { await sleep(1); new Box("kept"); })(); outputs.value = "left";`);
        const report = await run({ layer: "left" });
        assert.equal(report.status, "ok", messages(report)[0]);
        assert.equal(report.layers[0]?.changes.delete, undefined);
    });

    it("let a program wait for a timer, however silent it is meanwhile", async () => {
        // Longer than the silence that ends a program; its plan need not wait as well.
        fixture.write("left", `if (!pulumi.runtime.isDryRun()) await sleep(17); outputs.value = "left";`);
        assert.equal((await run({ layer: "left" })).status, "ok");
    });

    it("refuse what is done when a process ends, which they do not with the program", async () => {
        fixture.write(
            "left",
            `new (require("@pulumi/aws").s3.Bucket)("lake").onObjectCreated("read", async () => {});`,
        );
        assert.match(messages(await run({ layer: "left" }))[0], /use 'aws.s3.BucketNotification'/);
    });

    for (const [what, pattern] of [
        ["programs", /programHost\.ts/],
        ["policies", /policies\/index\.js/],
    ] as const)
        it(`tell that the process with the ${what} was killed, and the same command goes on`, async () => {
            fixture.write("left", `new Box("killed"); await sleep(5); new Box("after"); outputs.value = "left";`);
            let isKilled = false;
            const kill = () => {
                if (isKilled) return;
                isKilled = true;
                const list = execFileSync("ps", ["-axww", "-o", "pid=,ppid=,command="], { encoding: "utf8" });
                const children = list.split("\n").map((line) => /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? []);
                const [, pid] = children.find(
                    ([, , parent, command = ""]) => parent === String(process.pid) && pattern.test(command),
                )!;
                process.kill(Number(pid), "SIGKILL");
            };
            const report = await run({ layer: "left", observer: { progress: kill } });
            assert.ok(isKilled);
            assert.equal(report.status, "failed");
            assert.match(messages(report)[0], new RegExp(`runs the ${what} of all layers has ended \\(SIGKILL\\)`));
            await healed();
        });
});
