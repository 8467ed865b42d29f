import { relative } from "node:path";
import { build } from "esbuild";

/**
 * The files of programs, each with all that it imports but packages.
 *
 * @param root - absolute
 * @param mains - entry files; absolute
 * @returns by entry file: paths relative to the root
 * @throws when one does not compile
 */
export async function filesOfPrograms(
    root: string,
    mains: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const { metafile } = await build({
        absWorkingDir: root,
        entryPoints: [...mains],
        bundle: true,
        write: false,
        outdir: "unwritten",
        metafile: true,
        platform: "node",
        packages: "external",
        logLevel: "silent",
    });
    const imports = new Map(Object.entries(metafile.inputs).map(([path, input]) => [path, input.imports]));
    return new Map(
        mains.map((main) => {
            const program = new Set<string>();
            const visit = (path: string): void => {
                if (program.has(path)) return;
                program.add(path);
                imports.get(path)?.forEach((imported) => imported.external !== true && visit(imported.path));
            };
            visit(relative(root, main));
            return [main, program];
        }),
    );
}
