/**
 * Whether dotted paths speak of a path: of all that is below it, too, when it or one above it is among them, of part of it when
 * only paths below it are.
 */
export function coverage(paths: readonly string[], path: string): "all" | "part" | "none" {
    if (paths.some((listed) => listed === path || path.startsWith(`${listed}.`))) return "all";
    return paths.some((listed) => listed.startsWith(`${path}.`)) ? "part" : "none";
}
