import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { endLeftHosts } from "./leftHosts";

describe("language hosts that outlived their engine", () => {
    const started: ChildProcess[] = [];
    afterEach(() => started.splice(0).forEach((child) => child.kill("SIGKILL")));

    const start = async (argv0: string, program: string, address: string) => {
        const child = spawn(process.execPath, ["--eval", program, address], {
            argv0,
            stdio: ["pipe", "pipe", "inherit"],
        });
        started.push(child);
        await once(child.stdout, "data");
        return child;
    };
    const echo = `console.log("up"); process.stdin.pipe(process.stdout);`;
    const host = (name: string, port: number) => start(`/somewhere/bin/${name}`, echo, `127.0.0.1:${port}`);
    /** An engine that lives, with its host. */
    const engineWithHost = (port: number) => {
        const options = { argv0: "/somewhere/bin/pulumi-language-nodejs", stdio: "inherit" };
        const program = `require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(echo)}, process.argv[1]], ${JSON.stringify(options)})`;
        return start("/somewhere/bin/pulumi", program, `127.0.0.1:${port}`);
    };

    it("are ended, and those of an engine that answers or lives elsewhere are not, nor anything else", async () => {
        const engine = createServer().listen(0, "127.0.0.1").unref();
        await once(engine, "listening");
        const { port } = engine.address() as AddressInfo;
        const gone = createServer().listen(0, "127.0.0.1");
        await once(gone, "listening");
        const { port: free } = gone.address() as AddressInfo;
        await once(gone.close(), "close");
        try {
            const left = await host("pulumi-language-nodejs", free);
            const others = [
                await host("pulumi-language-nodejs", port),
                await host("something-else", free),
                await engineWithHost(free),
            ];
            const ended = once(left, "exit");
            await endLeftHosts();
            assert.deepEqual(await ended, [null, "SIGTERM"]);
            for (const { stdin, stdout } of others) {
                stdin.write("still there");
                assert.equal(String((await once(stdout, "data"))[0]), "still there");
            }
        } finally {
            engine.close();
        }
    });
});
