import { argumentsOf, isArgument, pathsOf, TYPES } from "./cloudFormationNames";
import written from "./schemas.json";

/** What CloudFormation's schemas say of a resource type; properties below others are paths with slashes. */
export interface CloudFormationSchema {
    /** For example `AWS::S3::Bucket`. */
    readonly type: string;
    /** Properties whose change replaces the resource there. */
    readonly createOnly: readonly string[];
    /** Properties that have to be given. */
    readonly required: readonly string[];
    /** Properties that AWS computes. */
    readonly readOnly: readonly string[];
}

/** Arguments, or paths, on which AWS or the official provider and CloudFormation's schema differ. */
export interface Differences {
    /** Their change replaces the resource, and does not there. */
    readonly replaces?: readonly string[];
    /** Their change replaces the resource there alone. */
    readonly updates?: readonly string[];
    /** They have to be given there alone. */
    readonly optional?: readonly string[];
    /** They are outputs there alone. */
    readonly taken?: readonly string[];
}

/** What is known of a type but for how it is called; all of it the arguments of the SDK. */
interface Declared {
    readonly known: readonly string[];
    readonly required?: readonly string[];
    readonly autoName?: { readonly property: string };
    readonly defaults?: Readonly<Record<string, unknown>>;
}

/** What CloudFormation says of the types in use; `null` of what it has as a part of something else, or not at all. */
export const cloudFormation: Readonly<Record<string, CloudFormationSchema | null>> = written.types;

/** Whether {@link cloudFormation} has these types and no others, under the names that they are declared by. */
export function isCurrent(types: readonly string[]): boolean {
    const named = (token: string) =>
        TYPES[token] === undefined || TYPES[token] === (cloudFormation[token]?.type ?? null);
    return types.join() === Object.keys(cloudFormation).join() && types.every(named);
}

/**
 * The arguments, or paths, whose change replaces a resource: those of CloudFormation's schema, but for these differences.
 *
 * @throws when a property is none of the type's arguments and `cloudFormationNames.ts` says nothing of it
 */
export function replacing(
    known: readonly string[],
    schema: CloudFormationSchema,
    { replaces = [], updates = [] }: Differences,
): readonly string[] {
    const theirs = schema.createOnly.flatMap((property) => argumentsOf(schema.type, property, known));
    const ours = [...theirs.filter((path) => !updates.includes(path)), ...replaces];
    // `namePrefix` stands for a `name`.
    const prefixes = ours.map((path) => `${path}Prefix`).filter((path) => known.includes(path));
    return [...new Set([...ours, ...prefixes])];
}

/**
 * What CloudFormation says that is not so of a row. That AWS asks for more than CloudFormation says is no difference: its
 * schemas tell only part of that. Nor is what the row says itself, {@link Differences.replaces}.
 *
 * @throws when a property is none of the type's arguments and `cloudFormationNames.ts` says nothing of it
 */
export function differences(
    row: Declared,
    schema: CloudFormationSchema,
): Required<Omit<Differences, "replaces" | "updates">> {
    const { known } = row;
    // A property for several arguments asks for one of them, which a row has no way to say.
    const asked = schema.required
        .map((property) => argumentsOf(schema.type, property, known))
        .filter(({ length }) => length === 1);
    const computed = schema.readOnly.flatMap((property) => pathsOf(schema.type, property));
    return {
        optional: asked.flat().filter((path) => row.required?.includes(path) !== true && !isFilledIn(row, path)),
        taken: computed.filter((path) => isArgument(known, path)),
    };
}

/** Whether an argument on which the program is silent has a value all the same. */
function isFilledIn({ autoName, defaults = {} }: Declared, path: string): boolean {
    // An object does not make the argument; see `defaults`.
    return path === autoName?.property || (path in defaults && typeof defaults[path] !== "object");
}
