import { createRequire } from "node:module";

/**
 * A module that is loaded when it is first asked for: who runs a small command does not wait for all that the large ones need.
 * The type comes by `import type`, which loads nothing. Not by `import()`, which the command's compiler does not see.
 *
 * @param file - the `__filename` of who asks
 * @param path - what it would import
 */
export function later<Module>(file: string, path: string): () => Module {
    return () => createRequire(file)(path) as Module;
}
