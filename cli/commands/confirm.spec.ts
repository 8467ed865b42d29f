import assert from "node:assert/strict";
import { EXIT, PlatformError } from "../errors";
import { confirmDestroy, confirmTakingAway, type Terminal } from "./confirm";

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

    it("asks nothing for local", () => confirmDestroy("local", { ...typing(""), interactive: false }));
});
