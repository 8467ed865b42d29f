import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";

/** As Pulumi runs a program: it handles errors by printing them. */
const PROGRAM = `
require("tsx/cjs");
require("./engine.ts").endWithEngine();
process.on("uncaughtException", (error) => console.error(error));
setInterval(() => console.log("at work"), 10);
`;

describe("endWithEngine", () => {
    it("ends a program to which nobody listens any more", async () => {
        const program = spawn(process.execPath, ["-e", PROGRAM], { cwd: __dirname, stdio: ["ignore", "pipe", "pipe"] });
        try {
            await once(program.stdout, "data");
            program.stdout.destroy();
            program.stderr.destroy();
            const ended = once(program, "exit", { signal: AbortSignal.timeout(5_000) });
            assert.deepEqual(await ended, [1, null]);
        } finally {
            program.kill("SIGKILL");
        }
    }).timeout(20_000);
});
