"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.matchesGlob = matchesGlob;
/** Whether `text` matches `pattern`, in which `*` stands for any characters. */
function matchesGlob(pattern, text) {
    const source = pattern.split("*").map(escape).join(".*");
    return new RegExp(`^${source}$`, "s").test(text);
}
function escape(text) {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
