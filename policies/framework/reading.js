"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.UnreadableError = void 0;
exports.reading = reading;
exports.unreadable = unreadable;
exports.shown = shown;
exports.readingsOf = readingsOf;
exports.isUnknownValue = isUnknownValue;
exports.isKnown = isKnown;
const proxy_1 = require("./proxy");
/** Text that a rule has to read and cannot: it would judge something else than the service makes of it, or nothing. */
class UnreadableError extends Error {
    subject;
    problem;
    /**
     * @param subject the text, for people: `policy of 'orders'`
     * @param problem what is wrong with it, as the rest of the sentence: `is not valid JSON`
     */
    constructor(subject, problem) {
        super(`${subject} ${problem}. What cannot be read is not judged, and does not pass.`);
        this.subject = subject;
        this.problem = problem;
    }
}
exports.UnreadableError = UnreadableError;
/**
 * Reads something that may not be known, or not be readable. Properties that reach a rule throw when they are read too early,
 * and parsers an {@link UnreadableError}; a reading turns either into a value, so that it takes nothing else with it.
 */
function reading(read) {
    try {
        return { known: true, value: read() };
    }
    catch (error) {
        if (error instanceof UnreadableError)
            return { known: false, path: error.subject, problem: error.message };
        if (!isUnknownValue(error))
            throw error;
        return { known: false, path: pathOf(error.props) };
    }
}
/** The reading of what {@link UnreadableError} says of a text. */
function unreadable(subject, problem) {
    return { known: false, path: subject, problem: new UnreadableError(subject, problem).message };
}
/** A value of any kind, for messages. */
function shown(value) {
    return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}
/** Reads a list element by element. A list that is absent has none. */
function readingsOf(list) {
    return Array.from({ length: list?.length ?? 0 }, (_, index) => reading(() => list[index]));
}
/** Whether an error says that a property was read whose value is not known yet. */
function isUnknownValue(error) {
    return error instanceof proxy_1.UnknownValueError;
}
/** `["replicas", "0", "kmsKeyArn"]` → `replicas[0].kmsKeyArn`. */
function pathOf(props) {
    return props
        .map(String)
        .reduce((path, prop) => (/^\d+$/.test(prop) ? `${path}[${prop}]` : path === "" ? prop : `${path}.${prop}`), "");
}
/** Tells the readings that are known, for filters. */
function isKnown(found) {
    return found.known;
}
