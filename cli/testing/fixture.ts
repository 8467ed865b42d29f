import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stringify } from "yaml";
import { repositoryRoot } from "../../local/shared/paths";
import { exampleSettings } from "../../stacks/shared/testing/exampleSettings";

/** A layer of a fixture: whom it reads, what it publishes, and its program. */
export interface FixtureLayer {
    readonly reads?: readonly string[];
    /** Output `value`, by default. */
    readonly publishes?: readonly string[];
    /** Runs by `--layer` only. @default false */
    readonly byHand?: boolean;
    /** Body of the program; `pulumi` and `read(layer)` are at hand, and `outputs` is what the stack exports. */
    readonly program?: string;
}

/** A small repository in a temporary folder, with an environment `dev` and a state backend of its own. */
export interface Fixture {
    readonly root: string;
    /** What makes Pulumi use the fixture's backend, and AWS look signed in. */
    readonly variables: Readonly<Record<string, string>>;
    /** Changes a layer's program. */
    write(layer: string, program: string): void;
    /** Changes any file, by its path in the fixture. */
    writeFile(file: string, content: string): void;
    remove(): void;
}

const HEAD = `const pulumi = require("@pulumi/pulumi");
class Box extends pulumi.ComponentResource { constructor(name) { super("fixture:index:Box", name); this.registerOutputs({}); } }
const read = (layer) => new pulumi.StackReference("organization/platform-" + layer + "/dev").requireOutput("value");
const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
module.exports = async () => {
    const outputs = {};
`;

const TAIL = `
    return outputs;
};
`;

/** Makes a repository with these layers. */
export function makeFixture(layers: Readonly<Record<string, FixtureLayer>>): Fixture {
    const root = mkdtempSync(join(tmpdir(), "platform-fixture-"));
    symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"));
    writeFileSync(join(root, "package.json"), JSON.stringify({ name: "fixture", version: "1.0.0" }));
    writeFileSync(join(root, "Pulumi.dev.yaml"), stringify({ config: exampleSettings }));
    mkdirSync(join(root, "states"));
    const write = (layer: string, program: string) =>
        writeFileSync(join(root, "stacks", layer, "index.js"), HEAD + program + TAIL);
    for (const [layer, { reads = [], publishes = ["value"], byHand = false, program }] of Object.entries(layers)) {
        mkdirSync(join(root, "stacks", layer), { recursive: true });
        const project = { name: `platform-${layer}`, runtime: "nodejs", main: "index.js", stackConfigDir: "../.." };
        writeFileSync(join(root, "stacks", layer, "Pulumi.yaml"), stringify(project));
        const contract = {
            layer,
            byHand,
            description: `Layer ${layer}`,
            reads: Object.fromEntries(reads.map((read) => [read, { layer: read }])),
            publishes: Object.fromEntries(
                publishes.map((name) => [name, { description: name, placeholder: `${layer}-${name}` }]),
            ),
        };
        writeFileSync(join(root, "stacks", layer, "contract.js"), `exports.contract = ${JSON.stringify(contract)};\n`);
        write(layer, program ?? `new Box("box"); outputs.value = "${layer}";`);
    }
    return {
        root,
        variables: {
            PULUMI_BACKEND_URL: pathToFileURL(join(root, "states")).href,
            PULUMI_CONFIG_PASSPHRASE: "fixture",
            AWS_ACCESS_KEY_ID: "fixture",
            AWS_SECRET_ACCESS_KEY: "fixture",
        },
        write,
        writeFile: (file, content) => writeFileSync(join(root, file), content),
        remove: () => rmSync(root, { recursive: true, force: true }),
    };
}
