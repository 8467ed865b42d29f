"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.grouped = grouped;
/** Things by their keys, of which each may have several. */
function grouped(things, keysOf) {
    const groups = new Map();
    for (const thing of things) {
        for (const key of keysOf(thing)) {
            const group = groups.get(key);
            if (group === undefined)
                groups.set(key, [thing]);
            else
                group.push(thing);
        }
    }
    return groups;
}
