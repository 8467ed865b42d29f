import assert from "node:assert/strict";
import ts from "typescript";
import { componentSources, nodesOf } from "./testing/components";

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

/** Keys of what it registers, by call. */
function registeredBy(declaration: ts.ClassDeclaration): string[][] {
    return nodesOf(declaration, ts.isCallExpression)
        .filter(({ expression }) => expression.getText() === "this.registerOutputs")
        .map((call) => call.arguments.filter(ts.isObjectLiteralExpression).flatMap(keysOf));
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
    const components = componentSources();

    it("are found", () => assert.ok(components.length > 20, `${components.length}`));

    for (const { name, base, declaration } of components)
        it(`${name} registers exactly its public fields`, () => {
            const fields = fieldsOf(declaration);
            // Alarms share a class that has no fields, and registers none.
            const expected = base === "ResourceAlarms" ? [] : [[...fields].sort()];
            assert.deepEqual(
                registeredBy(declaration).map((keys) => [...keys].sort()),
                expected,
            );
            if (base === "ResourceAlarms") assert.deepEqual(fields, []);
        });
});
