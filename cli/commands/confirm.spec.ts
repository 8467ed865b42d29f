import assert from "node:assert/strict";
import { EXIT, PlatformError } from "../errors";
import { confirmDestroy, type Terminal } from "./confirm";

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

    it("asks nothing for local", () => confirmDestroy("local", { ...typing(""), interactive: false }));
});
