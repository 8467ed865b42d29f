import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, matchesGlob } from "node:path";
import type { Command } from "commander";
import { loadGraph } from "./driver/layers";
import { createProgram } from "./main";
import { repositoryRoot } from "../local/shared/paths";
import manifest from "../package.json";

const DOCUMENTS = globSync(
    ["*.md", "docs/**/*.md", "{components,functions,local,policies,stacks,tools}/**/*.md"],
    // What npm or an environment puts there is not this repository's.
    { cwd: repositoryRoot, exclude: (path) => path.includes("node_modules") },
);

/** npm's own commands, besides the scripts. */
const NPM = ["ci"];

const graph = loadGraph(repositoryRoot);

describe("documentation", () => {
    for (const document of DOCUMENTS) {
        const text = readFileSync(join(repositoryRoot, document), "utf8");
        const snippets = snippetsOf(text);
        const here = join(repositoryRoot, dirname(document));

        it(`${document}: scripts are those of package.json`, () => {
            for (const [, script = ""] of matches(snippets, /^npm (?:run )?([\w:]+)/))
                assert.ok(NPM.includes(script) || script in manifest.scripts, `npm run ${script}`);
        });

        it(`${document}: 'platform' understands its command lines`, async () => {
            for (const [line, words = ""] of matches(snippets, /^(?:npx )?platform (.+)$/))
                for (const alternative of alternatives(words)) await assertUnderstood(alternative.split(/\s+/), line);
        });

        it(`${document}: links lead somewhere`, () => {
            for (const [, target = ""] of text.matchAll(/\]\((?!\w+:|#)([^)#]+)/g))
                assert.ok(existsSync(join(here, target)), target);
        });

        it(`${document}: paths exist`, () => {
            const folders = [repositoryRoot, here];
            for (const path of snippets.flatMap((snippet) => snippet.split(/\s+/)).filter(isPath)) {
                const known = folders.filter((folder) => startsIn(path, folder));
                // `<name>` stands for any.
                const pattern = path.replaceAll(/<\w+>/g, "*");
                const isThere = known.some((cwd) => globSync(pattern, { cwd }).length > 0);
                assert.ok(known.length === 0 || isThere, path);
            }
        });
    }

    it("docs/decisions/0006-dependencies.md says of each package why, and of no other", () => {
        const text = readFileSync(join(repositoryRoot, "docs/decisions/0006-dependencies.md"), "utf8");
        const named = matches(text.split("\n"), /^\| ([^|]*?) +\|/)
            .slice(2)
            .flatMap(([, names = ""]) => names.split(", "));
        const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
        const stands = (name: string, found: string) => matchesGlob(found, name);
        const unexplained = packages.filter((found) => !named.some((name) => stands(name, found)));
        const gone = named.filter((name) => !packages.some((found) => stands(name, found)));
        assert.deepEqual({ unexplained, gone }, { unexplained: [], gone: [] });
    });

    it("README.md draws the layers and who reads whom", () => {
        const text = readFileSync(join(repositoryRoot, "README.md"), "utf8");
        const [, picture = ""] = /subgraph layers\b.*\n([\s\S]*?)\n\s*end\n/.exec(text) ?? [];
        const drawn = picture.split("\n").flatMap((line) => {
            const [from = "", to = ""] = line.split("-->").map((side) => side.trim());
            return to.split(/\s*&\s*/).map((reader) => `${from} --> ${reader}`);
        });
        const real = graph.layers.flatMap(({ name, reads }) => reads.map((read) => `${read} --> ${name}`));
        assert.deepEqual(drawn.sort(), real.sort());
    });
});

/** What a document shows as code: the lines of its shell blocks, command by command, and what stands in backquotes. */
function snippetsOf(text: string): string[] {
    const shell = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) => block.split("\n"));
    const prose = text.replaceAll(/^```[\s\S]*?^```/gm, "");
    const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
    return [...shell.map((line) => line.replace(/\s+#.*/, "")), ...inline]
        .flatMap((snippet) => snippet.split("&&"))
        .map((snippet) => snippet.trim());
}

function matches(snippets: readonly string[], pattern: RegExp): RegExpExecArray[] {
    return snippets.map((snippet) => pattern.exec(snippet)).filter((match) => match !== null);
}

/** `local start|stop` → `local start`, `local stop` */
function alternatives(words: string): string[] {
    const [found] = /\S+\|\S+/.exec(words) ?? [];
    return found === undefined ? [words] : found.split("|").map((one) => words.replace(found, one));
}

/** Parses a command line with the real program, of which nothing is executed. A command's mere name is fine, too. */
async function assertUnderstood(words: readonly string[], line: string): Promise<void> {
    const program = createProgram().configureOutput({ writeErr: () => undefined });
    let named: Command | undefined = program;
    for (const word of words) named = named?.commands.find((command) => command.name() === word);
    if (named !== undefined) return;
    let understood = false;
    const silence = (command: Command): void => {
        command.configureOutput({ writeErr: () => undefined }).action(() => {
            understood = true;
            const [environment] = command.args;
            if (command.registeredArguments[0]?.name() === "env")
                assert.ok(existsSync(join(repositoryRoot, `Pulumi.${environment}.yaml`)), line);
            const { layer } = command.opts<{ layer?: string }>();
            assert.ok(layer === undefined || graph.names.includes(layer), line);
        });
    };
    // One with commands below it may do something by itself.
    const runnable = (command: Command): Command[] => [
        ...(command.commands.length === 0 || command.registeredArguments.length > 0 ? [command] : []),
        ...command.commands.flatMap(runnable),
    ];
    runnable(program).forEach(silence);
    await assert.doesNotReject(program.parseAsync([...words], { from: "user" }), line);
    assert.ok(understood, line);
}

/** Whether a word reads like a path into the sources: with a folder, or one of the environments' files. */
function isPath(word: string): boolean {
    return /^[\w.-]+(\/[\w.<>*-]+)+\/?$|^Pulumi[\w.<>-]*\.yaml$/.test(word);
}

/** Whether a path's first part is something of this folder; otherwise it is a path somewhere else. */
function startsIn(path: string, folder: string): boolean {
    const [first = ""] = path.split("/");
    return first.startsWith("Pulumi.") || (!first.startsWith(".") && readdirSync(folder).includes(first));
}
