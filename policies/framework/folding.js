"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.foldedBy = foldedBy;
exports.andOthers = andOthers;
/** How many others a message names; it counts the rest. */
const NAMED = 10;
/**
 * Folds things of the same cause into the first of them, which tells of them. What has no cause stands by itself.
 *
 * @param things the gravest first
 */
function foldedBy(things, causeOf) {
    const groups = [];
    const byCause = new Map();
    for (const thing of things) {
        const cause = causeOf(thing);
        const group = cause === undefined ? undefined : byCause.get(cause);
        if (group !== undefined) {
            group.others.push(thing);
            continue;
        }
        const made = { head: thing, others: [] };
        groups.push(made);
        if (cause !== undefined)
            byCause.set(cause, made);
    }
    return groups;
}
/** What a message says of others about the same cause: how many there are, and the names of the first ones. Nothing if there are none. */
function andOthers(cause = "it", names, count = names.length) {
    if (names.length === 0)
        return "";
    const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : "";
    const counted = count === 1 ? "1 other finding" : `${count} other findings`;
    return ` And ${counted} about ${cause}: ${names.slice(0, NAMED).join(", ")}${more}.`;
}
