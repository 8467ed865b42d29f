import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { exclusive } from "../../local/shared/exclusive";
import { buildProgram, requireGo, type GoProgram } from "../../local/shared/goProgram";
import { userCache } from "../../local/shared/paths";

/**
 * A program of a Go module in `tools/`: the one on the `PATH` when it is the pinned version, or one that is built into the
 * user's cache, once.
 *
 * @param homepage - where it is to be had without Go
 * @throws When it is not there and cannot be built; says what to install.
 */
export async function pinnedProgram(program: GoProgram, homepage: string, env: NodeJS.ProcessEnv): Promise<string> {
    const { binary, version } = program;
    const onPath = await promisify(execFile)(binary, ["--version"], { env }).catch(() => undefined);
    if (/\d+\.\d+\.\d+/.exec(onPath?.stdout ?? "")?.[0] === version) return binary;
    const bin = join(userCache(env), `${binary}-${version}`);
    const file = join(bin, binary);
    await exclusive(`${bin}.making`, 180, async () => {
        if (existsSync(file)) return;
        const remedy = `(${homepage}) so that '${binary}' is on the PATH`;
        await requireGo({ product: `${binary} ${version}`, lack: "is not installed", remedy }, env);
        await buildProgram(program, bin, env);
    });
    return file;
}
