import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";

const COMPONENTS = path.join(__dirname, "../..");

/** What makes a class a component. Alarms share a class that makes them. */
const BASES = ["pulumi.ComponentResource", "ResourceAlarms"];

/** A component as its source has it. */
export interface ComponentSource {
    readonly name: string;
    readonly base: string;
    readonly declaration: ts.ClassDeclaration;
    /** Cannot be made itself. */
    readonly isAbstract: boolean;
}

/** The sources of the components, by file below `components`. */
export function componentFiles(): ReadonlyMap<string, ts.SourceFile> {
    const files = fs
        .globSync("*/*.ts", { cwd: COMPONENTS })
        .filter((file) => !file.endsWith(".spec.ts"))
        .sort();
    return new Map(files.map((file) => [file, sourceOf(file)]));
}

/** All components, in the order of their files. */
export function componentSources(): ComponentSource[] {
    return [...componentFiles().values()].flatMap(({ statements }) =>
        statements.filter(ts.isClassDeclaration).flatMap((declaration) => {
            const [heritage] = declaration.heritageClauses ?? [];
            const base = heritage?.types[0]?.expression.getText() ?? "";
            const isAbstract = (declaration.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
            return BASES.includes(base) ? [{ name: declaration.name!.text, base, declaration, isAbstract }] : [];
        }),
    );
}

/** What is found in a tree, in order. */
export function nodesOf<N extends ts.Node>(node: ts.Node, isWanted: (node: ts.Node) => node is N): N[] {
    const inner: N[] = [];
    node.forEachChild((child) => void inner.push(...nodesOf(child, isWanted)));
    return isWanted(node) ? [node, ...inner] : inner;
}

function sourceOf(file: string): ts.SourceFile {
    return ts.createSourceFile(
        file,
        fs.readFileSync(path.join(COMPONENTS, file), "utf8"),
        ts.ScriptTarget.Latest,
        true,
    );
}
