import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildsOnEarlier } from "../../local/shared/testing/buildsOnEarlier";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadBlueprint } from "./blueprint";
import { runVerb } from "./run";
import { openTarget, type Target } from "./target";
import { UnchangedLayers } from "./unchanged";

const LAYERS = {
    base: { program: `new Box("box"); outputs.value = require("./value");` },
    left: { reads: ["base"], program: `new Box("box"); outputs.value = read("base");` },
    right: { program: `new Box("box"); outputs.value = "right";` },
};

describe("UnchangedLayers on the real engine", function () {
    this.timeout(300_000);
    buildsOnEarlier();
    const before_ = { ...process.env };
    let fixture: Fixture;
    let target: Target;

    const statuses = async (verb: "up" | "refresh" = "up") => {
        const { layers } = await runVerb(target, verb);
        return Object.fromEntries(layers.map(({ layer, status }) => [layer, status]));
    };
    const setValue = (value: string) => fixture.writeFile("stacks/base/value.js", `module.exports = ${value};\n`);
    const ALL_UNCHANGED = { base: "unchanged", left: "unchanged", right: "unchanged" };

    before(async () => {
        fixture = makeFixture(LAYERS);
        Object.assign(process.env, fixture.variables);
        setValue(`"one"`);
        // Like 'local', a rehearsal has states of its own.
        target = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        assert.deepEqual(await statuses(), { base: "done", left: "done", right: "done" });
        assert.deepEqual(await statuses(), ALL_UNCHANGED);
    });

    after(() => {
        target.close();
        fixture.remove();
        process.env = before_;
    });

    it("repeats what the last update published and said", async () => {
        const { status, layers } = await runVerb(target, "up");
        assert.equal(status, "ok");
        assert.deepEqual(
            layers.map(({ outputs, changes }) => [outputs?.value, changes]),
            [
                ["one", {}],
                ["right", {}],
                ["one", {}],
            ],
        );
    });

    it("updates a layer when a module that its program imports is changed, and its readers when they get other values", async () => {
        setValue(`"o" + "ne"`);
        assert.deepEqual(await statuses(), { base: "done", left: "unchanged", right: "unchanged" });
        setValue(`"two"`);
        assert.deepEqual(await statuses(), { base: "done", left: "done", right: "unchanged" });
        assert.deepEqual(await statuses(), ALL_UNCHANGED);
    });

    it("asks the engine when a record cannot be read, and on another day, when exemptions may have expired", async () => {
        writeFileSync(join(target.states ?? "", "layers", "left.json"), `{"fingerprint`);
        assert.deepEqual(await statuses(), { ...ALL_UNCHANGED, left: "done" });
        const record = join(target.states ?? "", "layers", "right.json");
        const today = readFileSync(record, "utf8");
        const { Date: RealDate } = globalThis;
        globalThis.Date = class extends RealDate {
            override toISOString = () => "2001-01-01T00:00:00.000Z";
        } as DateConstructor;
        try {
            assert.equal((await UnchangedLayers.of(target))?.find("right"), undefined);
        } finally {
            globalThis.Date = RealDate;
        }
        assert.equal(readFileSync(record, "utf8"), today);
        assert.deepEqual(await statuses(), ALL_UNCHANGED);
    });

    it("asks the engine again after a failure, until the layer is what it was", async () => {
        fixture.write("right", `throw new Error("broken");`);
        assert.deepEqual(await statuses(), { ...ALL_UNCHANGED, right: "failed" });
        assert.deepEqual(await statuses(), { ...ALL_UNCHANGED, right: "failed" });
        fixture.write("right", LAYERS.right.program);
        assert.equal((await statuses()).right, "done");
    });

    it("leaves a program that does not compile to the engine, which says where", async () => {
        fixture.write("right", `const = ;`);
        const { layers } = await runVerb(target, "up");
        const right = layers.find(({ layer }) => layer === "right");
        assert.match(right?.diagnostics.map(({ message }) => message).join("\n") ?? "", /index\.js:\d+[^]*SyntaxError/);
        fixture.write("right", LAYERS.right.program);
        await statuses();
    });

    it("updates every layer whose state was written by something else", async () => {
        await statuses("refresh");
        assert.deepEqual(await statuses(), { base: "done", left: "done", right: "done" });
    });

    it("updates for functions only those that bundle them", async () => {
        mkdirSync(join(fixture.root, "components/compute"), { recursive: true });
        mkdirSync(join(fixture.root, "functions"));
        fixture.writeFile("components/compute/bundle.ts", "export {};\n");
        fixture.write("right", `require("../../components/compute/bundle"); ${LAYERS.right.program}`);
        await statuses();
        writeFileSync(join(fixture.root, "functions/handler.ts"), "export const handler = 1;\n");
        assert.deepEqual(await statuses(), { ...ALL_UNCHANGED, right: "done" });
    });

    for (const path of ["package-lock.json", "tsconfig.json"])
        it(`updates every layer when ${path} changes`, async () => {
            fixture.writeFile(path, "{}\n");
            assert.deepEqual(await statuses(), { base: "done", left: "done", right: "done" });
        });

    it("takes no layer for unchanged when the providers are others", async () => {
        mkdirSync(join(fixture.root, "local/provider"), { recursive: true });
        const known = async () => (await UnchangedLayers.of(target, fixture.root))?.find("base") !== undefined;
        const { layers } = await runVerb(target, "up", { layer: "base" });
        (await UnchangedLayers.of(target, fixture.root))?.remember(layers[0]);
        assert.ok(await known());
        fixture.writeFile("local/provider/table.ts", "export {};\n");
        assert.ok(!(await known()));
    });
});
