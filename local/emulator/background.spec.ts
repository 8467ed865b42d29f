import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeBinary } from "../shared/paths";
import { processEnd } from "../shared/testing/processEnd";
import { type BackgroundState, running, startBackground, stopBackground } from "./background";

describe("a background process", () => {
    let directory: string;
    const stateFile = () => join(directory, "state", "sleeper.json");
    const background = () => ({ stateFile: stateFile(), mark: `sleeper@${directory}` });
    const start = (file: string) =>
        startBackground(background(), {
            file,
            arguments: ["--eval", "setTimeout(() => {}, 60_000)", background().mark],
            env: { PATH: process.env.PATH },
            cwd: directory,
            log: join(directory, "log"),
            revision: "1",
        });

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-background-"));
    });

    afterEach(async () => {
        await stopBackground(background(), 1);
        rmSync(directory, { recursive: true, force: true });
    });

    it("can be found and stopped from the moment on that it runs", async () => {
        const starting = start(nodeBinary);
        // Nothing else has had a turn, no signal either.
        const { pid } = JSON.parse(readFileSync(stateFile(), "utf8")) as BackgroundState;
        assert.equal((await starting).pid, pid);
        assert.equal((await running(background()))?.pid, pid);
        await stopBackground(background(), 1);
        assert.equal(await running(background()), undefined);
        await processEnd(pid);
    });

    it("leaves nothing behind when its program does not exist", async () => {
        await assert.rejects(start(join(directory, "nothing")), { code: "ENOENT" });
        assert.equal(existsSync(stateFile()), false);
    });
});
