import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadGraph } from "./driver/layers";
import { repositoryRoot } from "../local/shared/paths";

const PAGE = read("docs/systems.md");

/** What of a system the page has to say. */
const FIELDS = ["locally", "component", "stack", "policies", "tests"];

/** How far a system can be, as the page's first lines explain it. */
const STATES = /^(runs|created|set|logs run)\b/;

interface System {
    readonly layer: string;
    readonly name: string;
    readonly fields: Readonly<Record<string, string>>;
}

const LAYERS = sections(PAGE, "## ").map(([name, text]) => ({ name, text }));
const SYSTEMS = LAYERS.flatMap(({ name: layer, text }) =>
    sections(text, "### ")
        .filter(([name]) => name !== "Planned")
        .map(([name, content]): System => ({ layer, name, fields: fieldsOf(content) })),
);

describe("docs/systems.md", () => {
    it("says the same things of each system, how far it runs first", () => {
        assert.ok(SYSTEMS.length > 10);
        for (const { name, fields } of SYSTEMS) {
            assert.deepEqual(Object.keys(fields), FIELDS, name);
            assert.match(fields.locally ?? "", STATES, name);
        }
    });

    for (const { name, fields } of SYSTEMS.filter(({ fields: { locally = "" } }) => /\bruns?\b/.test(locally)))
        it(`links a spec that has it run: ${name}`, () => assert.match(fields.tests ?? "", /\.emulator\.spec\.ts\)/));

    it("has every component", () => {
        const files = globSync("components/*/*.ts", { cwd: repositoryRoot }).filter(
            (file) => !file.endsWith(".spec.ts"),
        );
        const components = files.filter((file) => read(file).includes("extends pulumi.ComponentResource"));
        assertLinked(components, SYSTEMS.map(({ fields }) => fields.component).join());
    });

    it("has the rules of every service", () => {
        const folders = readdirSync(join(repositoryRoot, "policies", "rules"), { withFileTypes: true });
        const services = folders.filter((entry) => entry.isDirectory()).map(({ name }) => `policies/rules/${name}`);
        assertLinked(services, PAGE);
    });

    it("has every layer, and every one of them in README.md in one line", () => {
        const layers = loadGraph(repositoryRoot).layers.map(({ name }) => name);
        const told = LAYERS.map(({ name }) => name).filter((name) => name !== "all layers");
        const short = [...read("README.md").matchAll(/^- \*\*(\w+)\*\*[:;]/gm)].map(([, name]) => name);
        assert.deepEqual(
            layers.filter((name) => !told.includes(name)),
            [],
        );
        assert.deepEqual(short, told);
        assertLinked(
            layers.map((name) => `stacks/${name}/layer.ts`),
            SYSTEMS.map(({ fields }) => fields.stack).join(),
        );
    });

    it("says in README.md of no system that it runs which does not", () => {
        const running = (layer: string) =>
            SYSTEMS.some(({ layer: of, fields }) => of === layer && /\bruns?\b/.test(fields.locally ?? ""));
        for (const { name } of LAYERS) {
            const [line = ""] = read("README.md").match(new RegExp(`^- \\*\\*${name}\\*\\*.*$`, "m")) ?? [];
            // The layer's own name is bold, too.
            assert.equal(line.split("**").length > 3, running(name), name);
        }
    });

    it("fits a screen", () => {
        assert.deepEqual(
            PAGE.split("\n").filter((line) => line.length > 120),
            [],
        );
    });
});

function read(file: string): string {
    return readFileSync(join(repositoryRoot, file), "utf8");
}

function assertLinked(paths: readonly string[], text: string): void {
    assert.ok(paths.length > 0);
    assert.deepEqual(
        paths.filter((path) => !text.includes(`](../${path})`)),
        [],
    );
}

/** A text's parts by their headings. */
function sections(text: string, heading: string): [name: string, content: string][] {
    return text
        .split(new RegExp(`^${heading}`, "m"))
        .slice(1)
        .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n"))]);
}

/** `- stack: …`, with the lines that go on with it. */
function fieldsOf(content: string): Record<string, string> {
    const items = [...content.matchAll(/^- (\w+): ((?:.|\n {2})*)/gm)];
    return Object.fromEntries(items.map(([, name = "", value = ""]) => [name, value]));
}
