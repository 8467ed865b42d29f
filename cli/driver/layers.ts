import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { LayerContract, Publishes } from "../../stacks/shared/contract";
import { UsageError } from "../errors";
import { later } from "../later";

/** Name under which the driver runs the root project, which reads every layer and creates nothing. */
export const INDEX = "index";

/** One Pulumi project of the environment. */
export interface LayerNode {
    readonly name: string;
    readonly description: string;
    /** Name in its `Pulumi.yaml`. */
    readonly project: string;
    /** Folder with its `Pulumi.yaml`; absolute. */
    readonly directory: string;
    /** The program's entry file; absolute. */
    readonly main: string;
    /** The layers that it reads. */
    readonly reads: readonly string[];
    readonly publishes: Publishes;
    /** Runs by `--layer` only, see the contract. @default false */
    readonly byHand?: boolean;
}

/** The layers of the repository and who reads whom, derived from their contracts. */
export class LayerGraph {
    private readonly nodes: ReadonlyMap<string, LayerNode>;

    /**
     * @throws when a layer reads one that does not exist, or that runs by hand only although it does not itself, or when layers
     * read each other in a circle.
     */
    constructor(nodes: readonly LayerNode[]) {
        this.nodes = new Map(nodes.map((node) => [node.name, node]));
        for (const { name, reads, byHand = false } of nodes) {
            const missing = reads.find((read) => !this.nodes.has(read));
            if (missing !== undefined)
                throw new UsageError(`Layer '${name}' reads '${missing}', which has no folder in stacks/.`);
            const manual = reads.find((read) => !byHand && this.node(read).byHand === true);
            if (manual !== undefined)
                throw new UsageError(
                    `Layer '${name}' reads '${manual}', which is updated by hand only: say 'byHand' in its contract, too, or do not read it.`,
                );
        }
        this.levels();
    }

    /** All names, upstream first. */
    get names(): string[] {
        return this.levels().flat();
    }

    /** The layers without the root project. */
    get layers(): LayerNode[] {
        return this.names.filter((name) => name !== INDEX).map((name) => this.node(name));
    }

    /** @throws when there is no such layer */
    node(name: string): LayerNode {
        const node = this.nodes.get(name);
        if (node === undefined)
            throw new UsageError(`There is no layer '${name}'; there are ${this.names.join(", ")}.`);
        return node;
    }

    /** The names of what runs without being named, upstream first. */
    get ordinary(): string[] {
        return this.names.filter((name) => this.node(name).byHand !== true);
    }

    /** Layers that can run side by side, level by level, upstream first. */
    levels(): string[][] {
        const levels: string[][] = [];
        const placed = new Set<string>();
        while (placed.size < this.nodes.size) {
            const level = [...this.nodes.values()]
                .filter(({ name, reads }) => !placed.has(name) && reads.every((read) => placed.has(read)))
                .map(({ name }) => name)
                .sort();
            if (level.length === 0) {
                const circle = [...this.nodes.keys()].filter((name) => !placed.has(name));
                throw new UsageError(
                    `The layers ${circle.join(", ")} read each other in a circle (stacks/*/contract.ts).`,
                );
            }
            level.forEach((name) => placed.add(name));
            levels.push(level);
        }
        return levels;
    }

    /** Everything that a layer reads, directly or through others; upstream first. */
    upstream(name: string): string[] {
        return this.closure(name, (node) => node.reads);
    }

    /** Everything that reads a layer, directly or through others; upstream first. */
    downstream(name: string): string[] {
        return this.closure(name, (node) => this.readers(node.name));
    }

    /** These layers with everything that they read, and nothing else. */
    upTo(...names: readonly string[]): LayerGraph {
        const all = new Set(names.flatMap((name) => [...this.upstream(name), name]));
        return new LayerGraph([...all].map((each) => this.node(each)));
    }

    /** The layers that read this one themselves. */
    readers(name: string): string[] {
        return [...this.nodes.values()].filter(({ reads }) => reads.includes(name)).map((node) => node.name);
    }

    private closure(name: string, next: (node: LayerNode) => readonly string[]): string[] {
        const found = new Set<string>();
        const visit = (from: string): void => {
            for (const other of next(this.node(from))) {
                if (found.has(other)) continue;
                found.add(other);
                visit(other);
            }
        };
        visit(name);
        return this.names.filter((other) => found.has(other));
    }
}

/**
 * Reads the graph of a repository: every folder of `stacks/` with a `contract.ts` is a layer, the root project is the index
 * that reads them all, but for those that run by hand.
 *
 * @throws when a folder has no contract for itself, or no project that says which program is the layer's.
 */
export function loadGraph(root: string): LayerGraph {
    const stacks = join(root, "stacks");
    const folders = readdirSync(stacks, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(join(stacks, entry.name, "Pulumi.yaml")))
        .map((entry) => entry.name);
    const layers = folders.map((folder): LayerNode => {
        const directory = join(stacks, folder);
        const { description, reads, publishes, byHand } = contractOf(folder, directory);
        return { ...projectOf(directory), name: folder, description, reads: Object.keys(reads), publishes, byHand };
    });
    const ordinary = layers.filter(({ byHand = false }) => !byHand).map(({ name }) => name);
    const index = existsSync(join(root, "Pulumi.yaml")) ? [projectOf(root)] : [];
    return new LayerGraph([
        ...layers,
        ...index.map((project) => ({ ...project, name: INDEX, reads: ordinary, publishes: {} })),
    ]);
}

function contractOf(folder: string, directory: string): LayerContract {
    const exported: unknown[] = Object.values(later<object>(__filename, join(directory, "contract"))());
    const contract = exported.find(
        (value): value is LayerContract =>
            typeof value === "object" && value !== null && "layer" in value && value.layer === folder,
    );
    if (contract === undefined)
        throw new UsageError(`stacks/${folder}/contract.ts exports no contract whose layer is '${folder}'.`);
    return contract;
}

/** @throws when `main` is missing: Pulumi would then run the program of the package above. */
function projectOf(directory: string): Pick<LayerNode, "project" | "description" | "directory" | "main"> {
    const file = join(directory, "Pulumi.yaml");
    const { name, description = "", main } = parse(readFileSync(file, "utf8")) as Record<string, string | undefined>;
    if (name === undefined || main === undefined) throw new UsageError(`${file} needs 'name' and 'main'.`);
    return { project: name, description, directory, main: join(directory, main) };
}
