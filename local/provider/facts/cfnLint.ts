import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import type { CloudFormationSchema } from "./cloudFormation";
import { cloudFormationTypeOf } from "./cloudFormationNames";

/** The package of Python's registry that brings CloudFormation's schemas along. */
export const CFN_LINT = "cfn-lint==1.58.0";

/** Where the wheel has them: which file is a type's, and the files. */
const INDEX = "cfnlint/data/schemas/providers/us-east-1.json";
const fileOf = (digest: string) => `cfnlint/data/schemas/resources/${digest}.json`;

/** What a schema says where; properties as JSON pointers, but for the required ones. */
interface Schema {
    /** What may be done with it, and the actions that this takes. */
    readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
    readonly createOnlyProperties?: readonly string[];
    readonly readOnlyProperties?: readonly string[];
    readonly required?: readonly string[];
}

/**
 * {@link CFN_LINT}, which pip downloads from wherever it is set up to.
 *
 * @param python - the command
 * @throws with what to do about it, when there is no pip or it cannot download
 */
export async function downloadWheel(python = "python3"): Promise<Uint8Array> {
    const directory = await mkdtemp(join(tmpdir(), "platform-cfn-lint-"));
    try {
        const wanted = ["--no-deps", "--only-binary", ":all:", "--quiet", "--dest", directory, CFN_LINT];
        await promisify(execFile)(python, ["-m", "pip", "download", ...wanted]).catch((error: unknown) => {
            throw new Error(undownloaded(error as Error & { readonly stderr?: string }), { cause: error });
        });
        const [wheel = ""] = await readdir(directory);
        return await readFile(join(directory, wheel));
    } finally {
        await rm(directory, { recursive: true, force: true });
    }
}

function undownloaded({ message, stderr = "" }: Error & { readonly stderr?: string }): string {
    // Notices of newer versions may follow it.
    const said = stderr.split("\n").findLast((line) => line.startsWith("ERROR:")) ?? message.split("\n")[0];
    return (
        `What CloudFormation says of the types could not be read: pip did not download ${CFN_LINT} (${said}). ` +
        "It takes Python 3 with pip, and PyPI or an index that pip is set up to use in its place ('python3 -m pip config list'). " +
        "Run 'npm run facts' again where they are; what comes of them is as it was."
    );
}

/** The schemas in a wheel, by CloudFormation's names of the types. */
function open(wheel: Uint8Array): { readonly names: readonly string[]; readonly schema: (type: string) => Schema } {
    const files = unzipSync(wheel, {
        filter: ({ name }) => name === INDEX || name.startsWith(fileOf("").slice(0, -5)),
    });
    const read = <T>(name: string) => JSON.parse(strFromU8(files[name])) as T;
    const digests = read<Readonly<Record<string, string>>>(INDEX);
    return { names: Object.keys(digests), schema: (type) => read(fileOf(digests[type])) };
}

/**
 * The permissions that the handlers of types take, as their schemas in a wheel say, by CloudFormation's names.
 *
 * @throws when it has no such type
 */
export function handlersOf(types: readonly string[], wheel: Uint8Array): Map<string, Record<string, string[]>> {
    const { names, schema } = open(wheel);
    return new Map(
        types.map((type) => {
            if (!names.includes(type)) throw new Error(`${CFN_LINT} has no ${type}.`);
            const handlers = Object.entries(schema(type).handlers ?? {});
            return [type, Object.fromEntries(handlers.map(([name, { permissions = [] }]) => [name, [...permissions]]))];
        }),
    );
}

/**
 * What the schemas in a wheel say of types.
 *
 * @param types - type tokens
 */
export function schemasOf(types: readonly string[], wheel: Uint8Array): Map<string, CloudFormationSchema | null> {
    const { names, schema } = open(wheel);
    const paths = (pointers: readonly string[] = []) =>
        pointers.map((pointer) => pointer.slice("/properties/".length)).sort();
    return new Map(
        types.map((token) => {
            const type = cloudFormationTypeOf(token, names);
            if (type === null) return [token, null];
            const { createOnlyProperties, required = [], readOnlyProperties } = schema(type);
            return [
                token,
                {
                    type,
                    createOnly: paths(createOnlyProperties),
                    required: [...required].sort(),
                    readOnly: paths(readOnlyProperties),
                },
            ];
        }),
    );
}
