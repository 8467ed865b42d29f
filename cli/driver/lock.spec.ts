import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT, PlatformError } from "../errors";
import { acquireLock, type Holder } from "./lock";

describe("acquireLock", () => {
    let directory: string;
    const file = () => join(directory, "dev.json");
    const left = (change: Partial<Holder>) => {
        const holder = {
            pid: process.ppid,
            host: hostname(),
            user: "someone",
            command: "up dev",
            since: "2026-01-01T00:00:00Z",
        };
        writeFileSync(file(), JSON.stringify({ ...holder, ...change }));
    };
    const isLocked = (error: unknown) => error instanceof PlatformError && error.exitCode === EXIT.locked;

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "platform-lock-"));
    });

    afterEach(() => rmSync(directory, { recursive: true, force: true }));

    it("says who holds the environment, and leaves nothing when released", () => {
        const lock = acquireLock(directory, "dev", "up dev");
        const { pid, command } = JSON.parse(readFileSync(file(), "utf8")) as Holder;
        assert.deepEqual({ pid, command }, { pid: process.pid, command: "up dev" });
        assert.equal(lock.tookOver, undefined);
        lock.release();
        assert.deepEqual(readdirSync(directory), []);
    });

    it("refuses a second run with the holder and exit code 3", () => {
        left({});
        assert.throws(() => acquireLock(directory, "dev", "destroy dev"), isLocked);
        assert.throws(
            () => acquireLock(directory, "dev", "destroy dev"),
            new RegExp(
                `'dev' is in use by 'platform up dev' \\(someone@${hostname()}, process ${process.ppid}, since 2026`,
            ),
        );
        assert.deepEqual(readdirSync(directory), ["dev.json"]);
    });

    it("keeps environments apart", () => {
        left({});
        acquireLock(directory, "prod", "up prod").release();
    });

    it("takes over from a process that is gone, and says so", () => {
        const { pid } = spawnSync(process.execPath, ["-e", ""]);
        left({ pid });
        const lock = acquireLock(directory, "dev", "up dev");
        assert.equal(lock.tookOver?.pid, pid);
        assert.equal((JSON.parse(readFileSync(file(), "utf8")) as Holder).pid, process.pid);
        lock.release();
        assert.ok(!existsSync(file()));
    });

    describe("on a full disk", () => {
        // As the system says it: a disk is not to be filled for a test.
        const real = fs.writeFileSync;
        const full = () => {
            throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
        };
        afterEach(() => {
            fs.writeFileSync = real;
        });

        it("asks for room, but lets an environment be ended without a lock", () => {
            fs.writeFileSync = full;
            assert.throws(
                () => acquireLock(directory, "dev", "up dev"),
                /no space for the lock of 'dev' in .* Make room/,
            );
            acquireLock(directory, "dev", "stop", true).release();
            assert.deepEqual(readdirSync(directory), []);
        });

        it("still takes no environment away from another run", () => {
            left({});
            fs.writeFileSync = full;
            assert.throws(() => acquireLock(directory, "dev", "stop", true), isLocked);
        });
    });

    it("believes another machine's process to be running", () => {
        left({ pid: spawnSync(process.execPath, ["-e", ""]).pid, host: "elsewhere" });
        assert.throws(() => acquireLock(directory, "dev", "up dev"), isLocked);
    });
});
