"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.blockOf = blockOf;
/**
 * The block of settings at a property, made where there is none. A remedy sets one value in it; the settings beside that value,
 * also those that are not known yet, stay as they are.
 */
function blockOf(holder, property) {
    if (holder[property] === undefined)
        holder[property] = {};
    return holder[property];
}
