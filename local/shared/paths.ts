import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The repository's root folder. */
export const repositoryRoot = resolve(__dirname, "../..");

/** Where tools shared by every clone of one user live. */
export function userCache(env: NodeJS.ProcessEnv = process.env): string {
    return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "serverless-platform");
}

/** Folder with the `node` that the lock file pins, which functions and background processes run on. */
export const nodeDirectory = join(repositoryRoot, "node_modules", ".bin");

const pinned = join(nodeDirectory, "node");

/** The `node` itself; this process's where packages were installed without their scripts (`npm ci --ignore-scripts`), which fetch it. */
export const nodeBinary = existsSync(pinned) ? pinned : process.execPath;
