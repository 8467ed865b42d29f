import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { installEmulator } from "./install";

describe("installing the emulator", () => {
    let root: string;
    let env: NodeJS.ProcessEnv;

    /** A `python3` that only notes how it was called, and makes a `python` of the same kind where it is asked for a venv. */
    const fakePython = (version: string, venv: string, pip: string) => `#!/bin/sh
echo "$@" >> ${join(root, "calls")}
case "$1 $2" in
    "-c "*) echo ${version} ;;
    "-m venv") ${venv}; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m pip") ${pip} ;;
esac
`;
    const install = async (version: string, venv = ":", pip = ":") => {
        const file = join(root, "bin", "python3");
        await writeFile(file, fakePython(version, venv, pip));
        await chmod(file, 0o755);
        return installEmulator({ env });
    };
    const calls = async () => (await readFile(join(root, "calls"), "utf8")).trim().split("\n");

    beforeEach(async () => {
        root = await mkdtemp(join(tmpdir(), "platform-install-"));
        await mkdir(join(root, "bin"));
        env = { PATH: `${join(root, "bin")}:/bin:/usr/bin`, XDG_CACHE_HOME: join(root, "cache") };
    });

    afterEach(() => rm(root, { recursive: true, force: true }));

    it("makes a virtual environment in the user's cache once", async () => {
        const first = await install("3.12");
        const cache = join(root, "cache", "serverless-platform");
        assert.match(relative(cache, first.python), new RegExp(`^ministack-${first.version}-[0-9a-f]{8}/bin/python$`));
        assert.equal((await calls()).length, 3);
        await install("3.12");
        assert.equal((await calls()).length, 3);
    });

    it("makes an interrupted one anew", async () => {
        const { python } = await install("3.12");
        const left = join(python, "../../left-over");
        await writeFile(left, "");
        await rm(join(python, "../../installed"));
        await install("3.12");
        await assert.rejects(stat(left), { code: "ENOENT" });
    });

    it("installs once when two commands install at the same time", async () => {
        await install("3.12");
        await rm(join(root, "cache"), { recursive: true });
        await rm(join(root, "calls"));
        await Promise.all([installEmulator({ env }), installEmulator({ env })]);
        assert.equal((await calls()).length, 3);
    });

    it("says what to install when there is no Python", async () => {
        await assert.rejects(
            installEmulator({ env: { ...env, PATH: join(root, "bin") } }),
            /no 'python3' on the PATH. Install Python 3.10/,
        );
    });

    it("refuses a Python that is too old", async () => {
        await assert.rejects(install("3.9"), /needs Python 3.10 or newer, and 'python3' is 3.9. Install/);
    });

    it("says what to install when Python comes without venv, and starts anew after that", async () => {
        await assert.rejects(
            install("3.12", "echo ensurepip is not available >&2; exit 1"),
            /not available\nInstall it .*python3-venv/,
        );
        await install("3.12");
    });

    it("repeats pip's complaint", async () => {
        await assert.rejects(
            install("3.12", ":", "echo no route to registry >&2; exit 1"),
            /pip failed: no route to registry/,
        );
    });
});
