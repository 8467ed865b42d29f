import { reading, readingsOf, type Reading } from "../framework/reading";
import { conditionsOf, type Condition } from "./condition";
import { principalsOf, type Principal } from "./principal";

/** One statement. An element that it does not have is `undefined`; in one that it has, each value may be unknown by itself. */
export interface Statement {
    /** `Sid`, or the position as `#1`. */
    readonly label: string;
    readonly effect: Reading<string>;
    readonly actions?: readonly Reading<string>[];
    readonly notActions?: readonly Reading<string>[];
    readonly resources?: readonly Reading<string>[];
    readonly notResources?: readonly Reading<string>[];
    readonly principals?: readonly Reading<Principal>[];
    readonly notPrincipals?: readonly Reading<Principal>[];
    readonly conditions: readonly Reading<Condition>[];
}

/** A policy document in one form, whatever the form it was written in. */
export interface PolicyDocument {
    /** The language's version; the one of 2008, which is the default, has no variables. @default - none is given */
    readonly version?: Reading<string>;
    readonly statements: readonly Reading<Statement>[];
    /** Why there is nothing to read, for text that is no policy document. */
    readonly problem?: string;
}

/** Texts that were parsed before: every IAM rule reads the same ones. */
const parsed = new Map<string, PolicyDocument>();
const PARSED_LIMIT = 256;

/** Reads a policy document given as JSON text or as an object, of which parts may be unknown. */
export function parseDocument(source: unknown): PolicyDocument {
    if (typeof source !== "string") return documentOf(source);
    let document = parsed.get(source);
    if (document === undefined) {
        document = parseText(source);
        if (parsed.size >= PARSED_LIMIT) parsed.clear();
        parsed.set(source, document);
    }
    return document;
}

function parseText(text: string): PolicyDocument {
    try {
        return documentOf(JSON.parse(text));
    } catch {
        return { statements: [], problem: "is not valid JSON" };
    }
}

function documentOf(value: unknown): PolicyDocument {
    if (typeof value !== "object" || value === null) return { statements: [], problem: "is not a policy document" };
    const statements = elementOf(value, "Statement");
    if (statements === undefined) return { statements: [], problem: "has no Statement" };
    const version = elementOf(value, "Version")?.[0];
    return {
        ...present("version", version && asText(version)),
        statements: statements.map((statement, index) =>
            statement.known ? reading(() => statementOf(statement.value, index)) : statement,
        ),
    };
}

function statementOf(value: unknown, index: number): Statement {
    const texts = (name: string) => elementOf(value, name)?.map(asText);
    const sid = elementOf(value, "Sid")?.[0];
    const principals = elementOf(value, "Principal");
    const notPrincipals = elementOf(value, "NotPrincipal");
    return {
        label: sid?.known === true && typeof sid.value === "string" && sid.value !== "" ? sid.value : `#${index + 1}`,
        effect: asText(elementOf(value, "Effect")?.[0] ?? { known: true, value: "" }),
        ...present("actions", texts("Action")),
        ...present("notActions", texts("NotAction")),
        ...present("resources", texts("Resource")),
        ...present("notResources", texts("NotResource")),
        ...present("principals", principals?.flatMap(principalsOf)),
        ...present("notPrincipals", notPrincipals?.flatMap(principalsOf)),
        conditions: (elementOf(value, "Condition") ?? []).flatMap(conditionsOf),
    };
}

/** An element's values: one value counts as a list of one. Names of elements are taken in any case. */
function elementOf(holder: unknown, name: string): Reading<unknown>[] | undefined {
    if (typeof holder !== "object" || holder === null) return undefined;
    const key = Object.keys(holder).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (key === undefined) return undefined;
    const element = reading(() => (holder as Record<string, unknown>)[key]);
    if (!element.known) return [element];
    if (element.value === undefined || element.value === null) return undefined;
    return Array.isArray(element.value) ? readingsOf(element.value) : [element];
}

function asText(found: Reading<unknown>): Reading<string> {
    return found.known ? { known: true, value: String(found.value) } : found;
}

function present<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
    return value === undefined ? {} : ({ [key]: value } as { [P in K]: T });
}
