import assert from "node:assert/strict";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { EngineCommand, EngineError } from "./engineCommand";
import { endWhenFull } from "./fullDisk";
import type { RunReport } from "./report";

const report: RunReport = { environment: "local", verb: "up", status: "interrupted", seconds: 1, layers: [] };

describe("a run whose disk becomes full", function () {
    this.timeout(60_000);
    const { error } = console;
    before(() => (console.error = () => undefined));
    after(() => (console.error = error));

    it("is interrupted, has failed, and says why", async () => {
        const interruption = new AbortController();
        const watch = endWhenFull(tmpdir(), interruption, 1e21);
        assert.equal(watch.explain(report), report);
        await once(interruption.signal, "abort");
        watch.end();
        const { status, diagnostics = [] } = watch.explain(report);
        assert.equal(status, "failed");
        assert.match(
            diagnostics[0]?.message ?? "",
            /^The disk has become full: \d+ MiB are left at .* Make room and run/,
        );
    });

    it("ends by force an engine that does not end when it is told to", async () => {
        const interruption = new AbortController();
        const watch = endWhenFull(tmpdir(), interruption, 1e21);
        const engine = new EngineCommand("/bin/sh", "1");
        const deaf = engine.run(
            ["-c", "trap '' INT; while :; do sleep 1; done"],
            "/",
            {},
            undefined,
            undefined,
            interruption.signal,
        );
        await assert.rejects(deaf, (ended) => ended instanceof EngineError && ended.signal === "SIGKILL");
        watch.end();
    });

    it("is let be as long as there is room", async () => {
        const interruption = new AbortController();
        const watch = endWhenFull(tmpdir(), interruption, 0);
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        watch.end();
        assert.equal(interruption.signal.aborted, false);
        assert.equal(watch.explain(report), report);
    });
});
