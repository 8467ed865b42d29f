import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exclusive } from "./exclusive";

describe("exclusive", () => {
    let directory: string;

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-exclusive-"));
    });

    afterEach(() => rmSync(directory, { recursive: true }));

    it("runs one work after the other, and tells who waits that it does, once", async () => {
        const told: string[] = [];
        const work = (name: string, during?: () => Promise<void>) => async () => {
            told.push(`${name} begins`);
            await during?.();
            told.push(`${name} ends`);
        };
        let second: Promise<void> | undefined;
        const waits = () =>
            new Promise<void>((resolve) => {
                second = exclusive(directory, 60, work("second"), () => {
                    told.push("second waits");
                    resolve();
                });
            });
        await exclusive(directory, 60, work("first", waits), () => told.push("first waits"));
        await second;
        assert.deepEqual(told, ["first begins", "second waits", "first ends", "second begins", "second ends"]);
    });

    it("gives up when its turn does not come, and says what to do", async () => {
        const another = () =>
            assert.rejects(
                exclusive(directory, 1, () => Promise.resolve()),
                /in use .* for 1 s\. Wait/,
            );
        await exclusive(directory, 1, another);
    });
});
