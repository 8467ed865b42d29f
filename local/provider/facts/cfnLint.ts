import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import { cloudFormationTypeOf, type CreateOnly } from "./cloudFormation";

/** The package of Python's registry that brings CloudFormation's schemas along. */
export const CFN_LINT = "cfn-lint==1.58.0";

/** Where the wheel has them: which file is a type's, and the files. */
const INDEX = "cfnlint/data/schemas/providers/us-east-1.json";
const fileOf = (digest: string) => `cfnlint/data/schemas/resources/${digest}.json`;

/**
 * Reads what CloudFormation says of types out of {@link CFN_LINT}, which pip downloads from wherever it is set up to.
 *
 * @param types - type tokens
 */
export async function downloadCreateOnly(types: readonly string[]): Promise<Map<string, CreateOnly | null>> {
    const directory = await mkdtemp(join(tmpdir(), "platform-cfn-lint-"));
    try {
        const wanted = ["--no-deps", "--only-binary", ":all:", "--quiet", "--dest", directory, CFN_LINT];
        await promisify(execFile)("python3", ["-m", "pip", "download", ...wanted]);
        const [wheel = ""] = await readdir(directory);
        return createOnlyOf(types, await readFile(join(directory, wheel)));
    } finally {
        await rm(directory, { recursive: true, force: true });
    }
}

function createOnlyOf(types: readonly string[], wheel: Uint8Array): Map<string, CreateOnly | null> {
    const files = unzipSync(wheel, {
        filter: ({ name }) => name === INDEX || name.startsWith(fileOf("").slice(0, -5)),
    });
    const read = <T>(name: string) => JSON.parse(strFromU8(files[name])) as T;
    const digests = read<Readonly<Record<string, string>>>(INDEX);
    const names = Object.keys(digests);
    return new Map(
        types.map((token) => {
            const type = cloudFormationTypeOf(token, names);
            if (type === null) return [token, null];
            const { createOnlyProperties = [] } = read<{ readonly createOnlyProperties?: readonly string[] }>(
                fileOf(digests[type] ?? ""),
            );
            return [
                token,
                { type, createOnly: createOnlyProperties.map((path) => path.slice("/properties/".length)).sort() },
            ];
        }),
    );
}
