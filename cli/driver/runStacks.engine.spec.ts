import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadBlueprint } from "./blueprint";
import { runVerb } from "./run";
import { deployedStacks } from "./stacks";
import { openTarget, type Target } from "./target";

describe("stacks that a run makes", function () {
    this.timeout(120_000);
    const before = { ...process.env };
    let fixture: Fixture;
    let file: string;
    let target: Target;

    const open = async (variables: Readonly<Record<string, string>> = {}) => {
        fixture = makeFixture({ base: {} });
        file = join(fixture.root, "Pulumi.dev.yaml");
        Object.assign(process.env, fixture.variables, variables);
        target = await openTarget(loadBlueprint("dev", fixture.root), { lock: "test" });
    };

    afterEach(() => {
        target.close();
        fixture.remove();
        process.env = { ...before };
    });

    it("tells what is wrong with a backend that cannot make them, and not that there is none to remove", async () => {
        // As a process without the variable: an empty passphrase would be one.
        await open();
        delete process.env.PULUMI_CONFIG_PASSPHRASE;
        const { status, layers } = await runVerb(target, "preview");
        assert.equal(status, "failed");
        assert.match(layers[0].diagnostics.map(({ message }) => message).join("\n"), /PULUMI_CONFIG_PASSPHRASE/);
        assert.equal(layers[0].diagnostics.length, 1);
    });

    it("leaves the shared file as it was after a preview, comments and all, but not over a changed setting", async () => {
        await open();
        const written = `# Why.\n${readFileSync(file, "utf8")}`;
        writeFileSync(file, written);
        const observer = { started: () => assert.equal(readFileSync(file, "utf8"), written) };
        assert.equal((await runVerb(target, "preview", { observer })).status, "ok");
        assert.equal(readFileSync(file, "utf8"), written);
        assert.deepEqual(await deployedStacks(target), new Map());
        const changed = written.replace("recoveryDays: 7", "recoveryDays: 8");
        await runVerb(target, "preview", { observer: { started: () => writeFileSync(file, changed) } });
        assert.match(readFileSync(file, "utf8"), /recoveryDays: "?8/);
    });

    it("makes no failure of a stack that stays behind after a preview, but names it", async () => {
        await open();
        const query = Object.assign(Object.create(target.query) as Target["query"], {
            run: async (args: string[], ...rest: [string, Record<string, string>]) => {
                if (args.includes("rm")) throw new Error("the backend is gone");
                return target.query.run(args, ...rest);
            },
        });
        const { status, layers } = await runVerb({ ...target, query }, "preview");
        assert.equal(status, "ok");
        const [{ severity, message }] = layers[0].diagnostics;
        assert.equal(severity, "warning");
        assert.match(message, /empty stack 'dev' of 'base' behind.*pulumi stack rm -C .*\nthe backend is gone/);
    });

    it("reports the types that a provider only records", async () => {
        await open();
        const serveProviders = () =>
            Promise.resolve({
                variables: {},
                recorded: new Set(["fixture:index:Box", "aws:dax/cluster:Cluster"]),
                undo: () => Promise.resolve(),
                close: () => undefined,
            });
        const { layers } = await runVerb({ ...target, serveProviders }, "up");
        assert.deepEqual(layers[0].recorded, ["fixture:index:Box"]);
    });

    it("is not interrupted by a signal after its last layer", async () => {
        await open();
        const abort = new AbortController();
        const { status } = await runVerb(target, "up", {
            signal: abort.signal,
            observer: { settled: () => abort.abort() },
        });
        assert.equal(status, "ok");
    });
});
