"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.parseJson = parseJson;
exports.jsonOf = jsonOf;
exports.repeatedName = repeatedName;
const reading_1 = require("./reading");
const secret_1 = require("./secret");
/**
 * Reads JSON text as the service that gets it does. Of a name that stands twice in an object services take one or the other, or
 * refuse the text, so that no reading of it is certain.
 *
 * @param subject the text, for people: `policy of 'orders'`
 * @throws UnreadableError when it is no JSON, names something twice, or is kept secret in a state
 */
function parseJson(text, subject) {
    if (text === secret_1.SECRET)
        throw new reading_1.UnreadableError(subject, "is kept secret by the program");
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw new reading_1.UnreadableError(subject, `is not valid JSON (${error.message})`);
    }
    const twice = repeatedName(text);
    if (twice !== undefined)
        throw new reading_1.UnreadableError(subject, `names '${twice}' twice in one object`);
    return value;
}
/** What the program gives as JSON text, or as the value itself. */
function jsonOf(given, subject) {
    return typeof given === "string" ? parseJson(given, subject) : given;
}
const TOKEN = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]/g;
/** A name that stands twice in one object of valid JSON; `JSON.parse` takes the last one without a word. */
function repeatedName(text) {
    const open = [];
    for (const [token, inner, colon] of text.matchAll(TOKEN)) {
        if (token === "{")
            open.push(new Set());
        else if (token === "}")
            open.pop();
        else if (colon !== undefined && inner !== undefined) {
            const name = inner.includes("\\") ? JSON.parse(`"${inner}"`) : inner;
            const names = open.at(-1);
            if (names?.has(name) === true)
                return name;
            names?.add(name);
        }
    }
    return undefined;
}
