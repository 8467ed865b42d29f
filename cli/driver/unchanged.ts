import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "../../local/shared/json";
import { repositoryRoot } from "../../local/shared/paths";
import { STACK_TYPE } from "./engineEvents";
import { tellsOfSettling } from "./pending";
import { filesOfPrograms } from "./program";
import type { Layer } from "./layer";
import type { LayerReport } from "./report";
import type { Target } from "./target";

const recordSchema = z.object({
    /** SHA-256 over all that decides what an update would do. */
    fingerprint: z.string(),
    report: z.custom<LayerReport>((value) => z.looseObject({ layer: z.string() }).safeParse(value).success),
});

/** What a layer was brought up from the last time, and what came of it. */
type LayerRecord = Readonly<z.infer<typeof recordSchema>>;

/**
 * What every layer's update depends on besides its program and the packages' versions: the providers that serve it, and the driver,
 * whose records may have another form in another version.
 */
export const DRIVER_INPUTS = ["cli/driver", "local/provider", "local/awsx", "local/shared"];

/** A program that imports it bundles functions, and so depends on their sources. */
const BUNDLER = "components/compute/bundle.ts";

/**
 * Knows which layers of the embedded environment an update would leave as they are, without asking the engine: those whose
 * program, functions, configuration, policies, packages, upstream outputs and state are, byte for byte, what they were after
 * their last successful update. As with the engine itself, what was changed behind the state's back shows in a refresh only.
 */
export class UnchangedLayers {
    private constructor(
        private readonly target: Target,
        private readonly states: string,
        /** Digest of each layer's program with all that it imports, and of everything that the layers share. */
        private readonly inputs: ReadonlyMap<string, string>,
    ) {}

    /**
     * @param driver - the repository of this driver and its providers
     * @returns nothing when the states are kept elsewhere, or when a program does not compile, which the engine reports better
     */
    static async of(target: Target, driver = repositoryRoot): Promise<UnchangedLayers | undefined> {
        if (target.states === undefined) return undefined;
        try {
            return new UnchangedLayers(target, target.states, await inputsOf(target, driver));
        } catch {
            return undefined;
        }
    }

    /** What a layer's last update said, when another would change nothing. */
    find(layer: string): LayerReport | undefined {
        try {
            const record = readJson(this.recordFile(layer), recordSchema);
            return record?.fingerprint === this.fingerprint(layer) ? record.report : undefined;
        } catch {
            // A state that cannot be read: then the engine is asked.
            return undefined;
        }
    }

    /** Remembers a successful update. */
    remember(report: LayerReport): void {
        const diagnostics = report.diagnostics.filter((diagnostic) => !tellsOfSettling(diagnostic));
        const known: LayerReport = { ...report, status: "unchanged", seconds: 0, changes: {}, diagnostics };
        const record: LayerRecord = { fingerprint: this.fingerprint(report.layer), report: known };
        writeJson(this.recordFile(report.layer), record);
    }

    private fingerprint(layer: string): string {
        const { graph } = this.target;
        const upstream = graph.node(layer).reads.map((read) => [read, this.outputs(read)]);
        return digest(JSON.stringify([this.inputs.get(layer), upstream, digest(this.state(layer))]));
    }

    private outputs(layer: string): unknown {
        const { resources = [] } = this.target.layer(layer).checkpoint();
        return resources.find(({ type }) => type === STACK_TYPE)?.outputs;
    }

    private state(layer: string): string {
        return atRoot(this.target.layer(layer), this.target.root, "/repository");
    }

    /** Beside the states: gone when they are. */
    private recordFile(layer: string): string {
        return join(this.states, "layers", `${layer}.json`);
    }
}

/**
 * A layer's state as if its repository lay in another folder: it names files absolutely, and from the project's folder on. The packages
 * of another revision may be those of this repository.
 */
export function atRoot(layer: Layer, root: string, other: string): string {
    return [root, repositoryRoot].reduce(
        (state, folder) =>
            state
                .replaceAll(`${folder}/`, `${other}/`)
                .replaceAll(`${relative(layer.folder, folder)}/`, `${relative(layer.folder, other)}/`),
        layer.storedState() ?? "",
    );
}

async function inputsOf(target: Target, driver: string): Promise<Map<string, string>> {
    const { root, graph, environment, policyPack, policyConfig, engine } = target;
    const nodes = graph.names.map((name) => graph.node(name));
    // Exemptions expire by the day.
    const today = policyPack === undefined ? "" : new Date().toISOString().slice(0, 10);
    const shared = [
        ...DRIVER_INPUTS.map((path) => [driver, path] as const),
        ...["package-lock.json", "tsconfig.json", relative(root, environment.file)].map(
            (path) => [root, path] as const,
        ),
        ...(policyPack === undefined ? [] : [[policyPack, ""] as const]),
        ...(policyConfig === undefined ? [] : [[dirname(policyConfig), basename(policyConfig)] as const]),
    ].map(([folder, path]) => digestOf(folder, filesOf(join(folder, path))));
    const common = [today, engine.version, process.version, ...shared];
    const programs = await filesOfPrograms(
        root,
        nodes.map(({ main }) => main),
    );
    return new Map(
        nodes.map(({ name, main, directory }) => {
            const program = programs.get(main)!;
            const functions = program.has(BUNDLER) ? filesOf(join(root, "functions")) : [];
            const files = [...program].map((path) => join(root, path));
            const own = digestOf(root, [...files, ...functions, join(directory, "Pulumi.yaml")]);
            return [name, digest(JSON.stringify([common, own]))];
        }),
    );
}

/** All files of a folder but specs, or the file itself. */
function filesOf(path: string): string[] {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return existsSync(path) ? [path] : [];
    return readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith(".spec.ts"))
        .map((entry) => join(entry.parentPath, entry.name));
}

function digestOf(root: string, files: readonly string[]): string {
    const hash = createHash("sha256");
    for (const file of files.toSorted()) {
        const content = readFileSync(file);
        hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
    }
    return hash.digest("hex");
}

function digest(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}
