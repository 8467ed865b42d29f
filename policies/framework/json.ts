import { UnreadableError } from "./reading";
import { SECRET } from "./secret";

/**
 * Reads JSON text as the service that gets it does. Of a name that stands twice in an object services take one or the other, or
 * refuse the text, so that no reading of it is certain.
 *
 * @param subject the text, for people: `policy of 'orders'`
 * @throws UnreadableError when it is no JSON, names something twice, or is kept secret in a state
 */
export function parseJson(text: string, subject: string): unknown {
    if (text === SECRET) throw new UnreadableError(subject, "is kept secret by the program");
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch (error) {
        throw new UnreadableError(subject, `is not valid JSON (${(error as Error).message})`);
    }
    const twice = repeatedName(text);
    if (twice !== undefined) throw new UnreadableError(subject, `names '${twice}' twice in one object`);
    return value;
}

/** What the program gives as JSON text, or as the value itself. */
export function jsonOf(given: unknown, subject: string): unknown {
    return typeof given === "string" ? parseJson(given, subject) : given;
}

const TOKEN = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]/g;

/** A name that stands twice in one object of valid JSON; `JSON.parse` takes the last one without a word. */
export function repeatedName(text: string): string | undefined {
    const open: Set<string>[] = [];
    for (const [token, inner, colon] of text.matchAll(TOKEN)) {
        if (token === "{") open.push(new Set());
        else if (token === "}") open.pop();
        else if (colon !== undefined && inner !== undefined) {
            const name = inner.includes("\\") ? (JSON.parse(`"${inner}"`) as string) : inner;
            const names = open.at(-1);
            if (names?.has(name) === true) return name;
            names?.add(name);
        }
    }
    return undefined;
}
