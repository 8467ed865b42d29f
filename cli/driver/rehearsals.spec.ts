import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { repositoryRoot } from "../../local/shared/paths";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadGraph } from "./layers";
import { Layer } from "./layer";
import { INSTALLED } from "./packages";
import { inputs, KeptRehearsal } from "./rehearsals";
import type { Target } from "./target";

/** What is loaded only where it is needed, and decides nothing of a rehearsal that is kept. */
const ELSEWHERE = {
    "local/emulator": "a rehearsal starts none",
    "local/toolchain": "finds the engine, whose version is given",
    "policies/build": "nothing is judged",
    "policies/check/config": "nothing is judged",
    "policies/rules": "nothing is judged",
};

describe("rehearsals that are kept", () => {
    it("are made anew when anything changes that they are made by", async () => {
        const paths = await inputs();
        assert.ok(paths.includes(INSTALLED));
        const files = paths
            .map((path) => join(repositoryRoot, path))
            .flatMap((path) =>
                path.endsWith(".ts")
                    ? [path]
                    : path.endsWith(".json")
                      ? []
                      : readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name)),
            )
            .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"));
        const loaded = files.flatMap((file) =>
            [...readFileSync(file, "utf8").matchAll(/later<[^(]*\(\s*__filename,\s*"(\.[^"]*)"/g)].map(([, path]) =>
                relative(repositoryRoot, join(dirname(file), path)),
            ),
        );
        const unknown = [...new Set(loaded)].filter(
            (module) => !paths.some((path) => `${module}.ts` === path || module.startsWith(`${path}/`)),
        );
        assert.deepEqual(unknown.sort(), Object.keys(ELSEWHERE));
    });

    describe("by several runs at once", () => {
        let fixture: Fixture;
        let directory: string;
        let target: Target;

        beforeEach(async () => {
            fixture = makeFixture({ base: {} });
            directory = mkdtempSync(join(tmpdir(), "platform-kept-"));
            const states = join(directory, "states");
            const graph = loadGraph(fixture.root);
            const surroundings = { root: fixture.root, graph, states, environment: { name: "dev" } };
            const layer = (name: string) =>
                new Layer(surroundings as unknown as Target, graph.node(name), graph.node(name).directory);
            target = { ...surroundings, layer } as unknown as Target;
            await layer("base").create();
        });
        afterEach(() => {
            rmSync(directory, { recursive: true });
            fixture.remove();
        });
        const kept = join("kept");
        const of = (commit: string) => KeptRehearsal.of(commit, [], join(directory, kept));

        it("are whole for who reads one while others forget it", async () => {
            const first = await of("first");
            const made = await first.keep(target, ["base"]);
            const reads = Array.from({ length: 20 }, () => first.find());
            const others = Array.from({ length: 9 }, async (_, index) =>
                (await of(`other-${index}`)).keep(target, ["base"]),
            );
            const found = (await Promise.all(reads)).filter((each) => each !== undefined);
            await Promise.all(others);
            for (const each of found) assert.deepEqual(each, made);
            assert.equal(readdirSync(join(directory, kept)).length, 8, "the oldest ones are forgotten");
            const [last] = readdirSync(join(directory, kept));
            const reading = (await of(last.split("-").slice(0, -1).join("-"))).find();
            rmSync(join(directory, kept, last), { recursive: true });
            assert.equal(await reading, undefined, "what is gone meanwhile is made anew");
        });

        it("serve the run that made one also when it is gone the next moment, and another that was as fast", async () => {
            const [one, other] = await Promise.all([of("a"), of("a")]);
            const made = await Promise.all([one.keep(target, ["base"]), other.keep(target, ["base"])]);
            rmSync(join(directory, kept), { recursive: true });
            const states = join(directory, "restored");
            made.forEach((each) => each.restore(states));
            assert.ok(existsSync(join(states, ".pulumi", "stacks", "platform-base", "dev.json")));
        });
    });
});
