/** Whether `text` matches `pattern`, in which `*` stands for any characters. */
export function matchesGlob(pattern: string, text: string): boolean {
    const source = pattern.split("*").map(escape).join(".*");
    return new RegExp(`^${source}$`, "s").test(text);
}

function escape(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
