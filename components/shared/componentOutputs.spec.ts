import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";

const COMPONENTS = path.join(__dirname, "..");

/** What makes a class a component. Alarms share a class that has no fields, and registers none. */
const BASES = ["pulumi.ComponentResource", "ResourceAlarms"];

interface Component {
    readonly name: string;
    readonly base: string;
    readonly fields: readonly string[];
    /** Keys of what it registers, by call. */
    readonly registered: readonly (readonly string[])[];
}

/** The components of a source file. */
function componentsIn(file: string): Component[] {
    const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    return source.statements.filter(ts.isClassDeclaration).flatMap((declaration) => {
        const [heritage] = declaration.heritageClauses ?? [];
        const base = heritage?.types[0]?.expression.getText() ?? "";
        if (!BASES.includes(base)) return [];
        return [
            { name: declaration.name!.text, base, fields: fieldsOf(declaration), registered: callsIn(declaration) },
        ];
    });
}

/** The public fields; what is private, or made when it is asked for, is none. */
function fieldsOf({ members }: ts.ClassDeclaration): string[] {
    const parameters = members
        .filter(ts.isConstructorDeclaration)
        .flatMap((constructor) => [
            ...constructor.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, constructor)),
        ]);
    return [...members.filter(ts.isPropertyDeclaration), ...parameters]
        .filter(({ modifiers = [] }) =>
            modifiers.every(
                ({ kind }) => kind !== ts.SyntaxKind.PrivateKeyword && kind !== ts.SyntaxKind.ProtectedKeyword,
            ),
        )
        .map(({ name }) => name.getText());
}

function callsIn(node: ts.Node): string[][] {
    const own =
        ts.isCallExpression(node) && node.expression.getText() === "this.registerOutputs"
            ? [node.arguments.filter(ts.isObjectLiteralExpression).flatMap(keysOf)]
            : [];
    const inner: string[][] = [];
    node.forEachChild((child) => void inner.push(...callsIn(child)));
    return [...own, ...inner];
}

/** The keys of `{ field: this.field, … }`; anything else is told as it is written. */
function keysOf({ properties }: ts.ObjectLiteralExpression): string[] {
    return properties.map((property) => {
        const isOwn =
            ts.isPropertyAssignment(property) && property.initializer.getText() === `this.${property.name.getText()}`;
        return isOwn ? property.name.getText() : property.getText();
    });
}

describe("components", () => {
    const files = fs
        .globSync("*/*.ts", { cwd: COMPONENTS })
        .filter((file) => !file.endsWith(".spec.ts"))
        .sort();
    const components = files.flatMap((file) => componentsIn(path.join(COMPONENTS, file)));

    it("are found", () => assert.ok(components.length > 20, `${components.length}`));

    for (const { name, base, fields, registered } of components)
        it(`${name} registers exactly its public fields`, () => {
            const expected = base === "ResourceAlarms" ? [] : [[...fields].sort()];
            assert.deepEqual(
                registered.map((keys) => [...keys].sort()),
                expected,
            );
            if (base === "ResourceAlarms") assert.deepEqual(fields, []);
        });
});
