import { dirname, join } from "node:path";
import ts from "typescript";

/** What the SDK's declarations say of a resource type. */
export interface Facts {
    /** Every argument as a dotted path; arrays and maps of objects are transparent. What contains itself is not followed further. */
    readonly args: readonly string[];
    /** Arguments that have to be given. */
    readonly required: readonly string[];
    /** Arguments that are numbers or flags. */
    readonly scalars: readonly string[];
    /** What the resource has besides its arguments, each with the kind of its value. */
    readonly outputs: Readonly<Record<string, OutputKind>>;
}

/** The JSON type of an output. */
type OutputKind = "string" | "number" | "boolean" | "array" | "object";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

/** Where the SDK declares a type: `aws:s3/bucket:Bucket` in `s3/bucket.d.ts`, `aws:index/x:Y` at the top. */
function declarationOf(type: string): { readonly file: string; readonly name: string } {
    const [, module = "", name = ""] = type.split(":");
    return { file: join(sdk, `${module.replace(/^index\//, "")}.d.ts`), name };
}

/**
 * Reads the facts of resource types from the declarations of the installed `@pulumi/aws`.
 *
 * @param types - type tokens
 * @throws when the SDK has no such type
 */
export function extractFacts(types: readonly string[]): ReadonlyMap<string, Facts> {
    const files = types.map((type) => declarationOf(type).file);
    const program = ts.createProgram(files, { skipLibCheck: true, strict: true, types: [] });
    const checker = program.getTypeChecker();
    return new Map(types.map((type) => [type, factsOf(program, checker, type)]));
}

function factsOf(program: ts.Program, checker: ts.TypeChecker, type: string): Facts {
    const { file, name } = declarationOf(type);
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    const exported = new Map(symbol && checker.getExportsOfModule(symbol).map((each) => [each.name, each]));
    const [args, resource] = [exported.get(`${name}Args`), exported.get(name)];
    if (args === undefined || resource === undefined) throw new Error(`The installed @pulumi/aws has no ${type}.`);
    const properties = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(args));
    const given = new Set(properties.map((property) => property.name));
    const outputs = checker
        .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(resource))
        .filter((property) => !given.has(property.name) && !INHERITED.has(property.name) && isField(property));
    return {
        args: properties.flatMap((property) => paths(checker, property, new Set())).sort(),
        required: properties.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0).map((each) => each.name),
        scalars: properties.filter((property) => isScalar(checker.getTypeOfSymbol(property))).map((each) => each.name),
        outputs: Object.fromEntries(outputs.map((output) => [output.name, kindOf(checker, output)])),
    };
}

/** What every resource has. */
const INHERITED = new Set(["id", "urn"]);

function isField({ declarations = [], name }: ts.Symbol): boolean {
    return !name.startsWith("__") && declarations.some(ts.isPropertyDeclaration);
}

/** The paths of an argument: itself, or those below it. */
function paths(checker: ts.TypeChecker, property: ts.Symbol, above: ReadonlySet<ts.Symbol>): string[] {
    const inner = objectIn(checker, checker.getTypeOfSymbol(property));
    if (inner === undefined || above.has(inner.symbol)) return [property.name];
    const within = new Set([...above, inner.symbol]);
    const below = checker.getPropertiesOfType(inner).flatMap((each) => paths(checker, each, within));
    return below.map((path) => `${property.name}.${path}`);
}

/** The SDK's nested input type in an `Input<Input<X>[] | undefined>`; none where a text does as well, as with policy documents. */
function objectIn(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
    if (type.isUnion())
        return type.types.some((each) => (each.flags & ts.TypeFlags.StringLike) !== 0)
            ? undefined
            : type.types.map((each) => objectIn(checker, each)).find((each) => each !== undefined);
    const element = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
    if (element !== undefined) return objectIn(checker, element);
    const declaration = type.symbol?.declarations?.[0];
    return declaration !== undefined && ts.isInterfaceDeclaration(declaration) && isInput(declaration)
        ? type
        : undefined;
}

function isInput(declaration: ts.Declaration): boolean {
    return declaration.getSourceFile().fileName.endsWith("/@pulumi/aws/types/input.d.ts");
}

/** Whether an `Input<X | undefined>` is for a number or a flag, and not for a text as well. */
function isScalar(type: ts.Type): boolean {
    const flags = (type.isUnion() ? type.types : [type]).reduce((all, each) => all | each.flags, 0);
    return (
        (flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike)) !== 0 && (flags & ts.TypeFlags.StringLike) === 0
    );
}

function kindOf(checker: ts.TypeChecker, output: ts.Symbol): OutputKind {
    const wrapped = checker.getTypeOfSymbol(output);
    // The compiler calls an `Output` of a number or a flag otherwise.
    const inner = wrapped.aliasTypeArguments?.[0] ?? checker.getTypeArguments(wrapped as ts.TypeReference)[0];
    const type = inner && checker.getNonNullableType(inner);
    const is = (flags: ts.TypeFlags) => type !== undefined && (type.flags & flags) !== 0;
    if (is(ts.TypeFlags.NumberLike)) return "number";
    if (is(ts.TypeFlags.BooleanLike)) return "boolean";
    if (type !== undefined && checker.isArrayType(type)) return "array";
    return is(ts.TypeFlags.Object) ? "object" : "string";
}
