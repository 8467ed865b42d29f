import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../local/shared/paths";
import { layerContracts } from "../../stacks/layers";
import { makeFixture } from "../testing/fixture";
import { INDEX, LayerGraph, loadGraph, type LayerNode } from "./layers";
import { renderers } from "./renderGraph";

function graphOf(reads: Readonly<Record<string, readonly string[]>>): LayerGraph {
    const nodes = Object.entries(reads).map(([name, upstream]): LayerNode => ({
        name,
        description: `Layer ${name}`,
        project: `platform-${name}`,
        directory: `/stacks/${name}`,
        main: `/stacks/${name}/index.ts`,
        reads: upstream,
        publishes: { value: { description: "A value", placeholder: "" } },
    }));
    return new LayerGraph(nodes);
}

const DIAMOND = { base: [], left: ["base"], right: ["base"], top: ["left", "right"] };

describe("LayerGraph", () => {
    it("puts layers on levels by what they read", () => {
        assert.deepEqual(graphOf(DIAMOND).levels(), [["base"], ["left", "right"], ["top"]]);
    });

    it("closes over upstream and downstream, upstream first", () => {
        const graph = graphOf(DIAMOND);
        assert.deepEqual(graph.upstream("top"), ["base", "left", "right"]);
        assert.deepEqual(graph.downstream("base"), ["left", "right", "top"]);
        assert.deepEqual(graph.readers("base"), ["left", "right"]);
    });

    it("is cut down to a layer with all that it reads", () => {
        assert.deepEqual(graphOf(DIAMOND).upTo("right").names, ["base", "right"]);
        assert.throws(() => graphOf(DIAMOND).upTo("bottom"), /no layer 'bottom'/);
    });

    it("refuses layers that read each other in a circle, and names them", () => {
        assert.throws(() => graphOf({ base: [], one: ["two"], two: ["one"] }), /one, two read each other in a circle/);
    });

    it("refuses a layer that reads one without a folder", () => {
        assert.throws(() => graphOf({ one: ["missing"] }), /'one' reads 'missing', which has no folder/);
    });

    it("leaves out what runs by hand, which nothing else may read", () => {
        const [base, left] = ["base", "left"].map((name) => graphOf({ base: [], left: ["base"] }).node(name));
        const graph = new LayerGraph([base, { ...left, byHand: true }]);
        assert.deepEqual([graph.names, graph.ordinary], [["base", "left"], ["base"]]);
        assert.match(renderers.text(graph), /left {2}Layer left \(run by --layer only\)/);
        assert.throws(
            () => new LayerGraph([{ ...base, byHand: true }, left]),
            /'left' reads 'base', which is updated by hand only: say 'byHand'/,
        );
    });

    it("names the layers there are when asked for another", () => {
        assert.throws(() => graphOf(DIAMOND).node("bottom"), /no layer 'bottom'; there are base, left, right, top/);
    });
});

describe("loadGraph", () => {
    it("finds every contract of this repository, and nothing that has no folder", () => {
        const stacks = join(repositoryRoot, "stacks");
        const folders = readdirSync(stacks).filter((name) => existsSync(join(stacks, name, "Pulumi.yaml")));
        const graph = loadGraph(repositoryRoot);
        const byName = (left: string, right: string) => left.localeCompare(right);
        assert.deepEqual(graph.layers.map(({ name }) => name).sort(byName), folders.sort(byName));
        assert.deepEqual(layerContracts.map(({ layer }) => layer).sort(byName), folders);
        assert.equal(graph.names.at(-1), INDEX);
        for (const { main } of graph.layers) assert.ok(existsSync(main), main);
    });

    it("refuses a folder whose contract is another layer's", () => {
        const fixture = makeFixture({ one: {} });
        try {
            fixture.writeFile("stacks/one/contract.js", `exports.contract = { layer: "other", reads: {} };`);
            assert.throws(
                () => loadGraph(fixture.root),
                /stacks\/one\/contract.ts exports no contract whose layer is 'one'/,
            );
        } finally {
            fixture.remove();
        }
    });

    it("refuses a project without main, for which Pulumi would run the root's program", () => {
        const fixture = makeFixture({ one: {} });
        try {
            fixture.writeFile("stacks/one/Pulumi.yaml", "name: platform-one\nruntime: nodejs\n");
            assert.throws(() => loadGraph(fixture.root), /stacks\/one\/Pulumi.yaml needs 'name' and 'main'/);
        } finally {
            fixture.remove();
        }
    });
});

describe("renderers", () => {
    const graph = graphOf({ base: [], top: ["base"] });

    it("shows as text what each layer reads and publishes", () => {
        assert.equal(
            renderers.text(graph),
            "base  Layer base\n      -> value\n\ntop   Layer top\n      <- base: value\n      -> value",
        );
    });

    it("draws an edge for each link", () => {
        assert.equal(
            renderers.mermaid(graph),
            [
                "flowchart LR",
                '    base["<b>base</b><br/>Layer base"]',
                '    top["<b>top</b><br/>Layer top"]',
                '    base -- "value" --> top',
            ].join("\n"),
        );
    });

    it("gives levels and layers as JSON", () => {
        const { levels, layers } = JSON.parse(renderers.json(graph));
        assert.deepEqual(levels, [["base"], ["top"]]);
        assert.deepEqual(layers[1].reads, { base: ["value"] });
    });
});
