import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { EXIT, PlatformError } from "../errors";
import { confirmDestroy, confirmTakingAway, terminalOf, type Terminal } from "./confirm";

const typing = (answer: string): Terminal => ({ interactive: true, ask: () => Promise.resolve(answer) });
const isUsage = (error: unknown) => error instanceof PlatformError && error.exitCode === EXIT.usage;

describe("confirmDestroy", () => {
    it("goes on when the environment's name is typed", () => confirmDestroy("prod", typing("prod\n")));

    it("refuses anything else", async () => {
        await assert.rejects(confirmDestroy("prod", typing("yes")), isUsage);
        await assert.rejects(confirmDestroy("prod", typing("yes")), /'yes' is not 'prod': nothing was removed/);
    });

    it("refuses without a terminal, and names --yes", async () => {
        await assert.rejects(confirmDestroy("prod", { ...typing("prod"), interactive: false }), /add --yes/);
    });

    for (const [key, exitCode] of [
        ["Ctrl+C", EXIT.interrupted],
        ["Ctrl+D", EXIT.usage],
    ] as const) {
        it(`says that nothing was removed when ${key} breaks it off`, async () => {
            const broken = Object.assign(new Error(`Aborted with ${key}`), { name: "AbortError" });
            const ask = () => Promise.reject(broken);
            await assert.rejects(
                confirmDestroy("prod", { interactive: true, ask }),
                new PlatformError("Nothing was removed.", exitCode),
            );
        });
    }

    it("asks before an update that takes something away as well, and tells what", async () => {
        await confirmTakingAway("dev", "Taken: the table.", typing("dev"));
        await assert.rejects(
            confirmTakingAway("dev", "Taken.", typing("yes")),
            /'yes' is not 'dev': nothing was changed/,
        );
        const unattended = confirmTakingAway("dev", "Taken: the table.", { ...typing("dev"), interactive: false });
        await assert.rejects(unattended, isUsage);
        await assert.rejects(unattended, /Taken: the table\.\nNothing was changed\.[\s\S]*add --allow-deletions/);
    });

    it("ends as interrupted when a signal comes while it asks, or has come before", async () => {
        const input = Object.assign(new PassThrough(), { isTTY: true });
        const interruption = new AbortController();
        const output = new PassThrough();
        const confirmed = () => confirmTakingAway("dev", "Taken.", terminalOf(input, output), interruption.signal);
        const asked = confirmed();
        await once(output, "data");
        interruption.abort();
        const broken = new PlatformError("Nothing was changed.", EXIT.interrupted);
        await assert.rejects(asked, broken);
        await assert.rejects(confirmed(), broken);
    });

    it("asks nothing for local", () => confirmDestroy("local", { ...typing(""), interactive: false }));
});
