import { parseJson } from "../../framework/json";
import { reading, readingsOf, shown, unreadable, UnreadableError, type Reading } from "../../framework/reading";
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

/** All of a statement that may not be readable, but its effect and its conditions. */
export function elementsOf(statement: Statement): Reading<unknown>[] {
    const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
    const lists: readonly (readonly Reading<unknown>[] | undefined)[] = [
        actions,
        notActions,
        resources,
        notResources,
        principals,
        notPrincipals,
    ];
    return lists.flatMap((list) => list ?? []);
}

/** A policy document in one form, whatever the form it was written in. */
export interface PolicyDocument {
    /** The language's version; the one of 2008, which is the default, has no variables. @default - none is given */
    readonly version?: Reading<string>;
    readonly statements: readonly Reading<Statement>[];
}

/** Texts that were parsed before: every IAM rule reads the same ones. */
const parsed = new Map<string, PolicyDocument>();
const PARSED_LIMIT = 256;

/**
 * Reads a policy document given as JSON text or as an object, of which parts may be unknown.
 *
 * @param subject the document, for people: `policy of 'orders'`
 * @throws UnreadableError when it is no policy document
 */
export function parseDocument(source: unknown, subject: string): PolicyDocument {
    if (typeof source !== "string") return documentOf(source, subject);
    const key = `${subject}\n${source}`;
    let document = parsed.get(key);
    if (document === undefined) {
        document = documentOf(parseJson(source, subject), subject);
        if (parsed.size >= PARSED_LIMIT) parsed.clear();
        parsed.set(key, document);
    }
    return document;
}

function documentOf(value: unknown, subject: string): PolicyDocument {
    if (!isObject(value)) throw new UnreadableError(subject, "is not a policy document");
    const statements = elementOf(value, "Statement", subject);
    if (statements === undefined) throw new UnreadableError(subject, "has no Statement");
    const version = elementOf(value, "Version", subject)?.[0];
    return {
        ...present("version", version && textIn(version, subject, "Version")),
        statements: statements.map((statement, index) =>
            statement.known ? reading(() => statementOf(statement.value, index, subject)) : statement,
        ),
    };
}

function statementOf(value: unknown, index: number, document: string): Statement {
    if (!isObject(value)) throw new UnreadableError(document, `has a statement #${index + 1} that is none`);
    const [sid] = elementOf(value, "Sid", document) ?? [];
    const label =
        sid?.known === true && typeof sid.value === "string" && sid.value !== "" ? sid.value : `#${index + 1}`;
    const subject = `Statement ${label} of ${document}`;
    const elements = (name: string) => elementOf(value, name, subject);
    const texts = (name: string) => elements(name)?.map((found) => textIn(found, subject, name));
    const principals = elements("Principal");
    const notPrincipals = elements("NotPrincipal");
    return {
        label,
        effect: effectIn(elements("Effect")?.[0], subject),
        ...present("actions", texts("Action")),
        ...present("notActions", texts("NotAction")),
        ...present("resources", texts("Resource")),
        ...present("notResources", texts("NotResource")),
        ...present(
            "principals",
            principals?.flatMap((found) => principalsOf(found, subject)),
        ),
        ...present(
            "notPrincipals",
            notPrincipals?.flatMap((found) => principalsOf(found, subject)),
        ),
        conditions: (elements("Condition") ?? []).flatMap(conditionsOf),
    };
}

/** The effect, which IAM takes in this case only: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html */
function effectIn(found: Reading<unknown> | undefined, subject: string): Reading<string> {
    const effect: Reading<unknown> = found ?? { known: true, value: undefined };
    if (!effect.known) return effect;
    if (effect.value === "Allow" || effect.value === "Deny") return { known: true, value: effect.value };
    const problem =
        effect.value === undefined
            ? "has no Effect"
            : `has the effect '${shown(effect.value)}' instead of Allow or Deny`;
    return unreadable(subject, problem);
}

/**
 * An element's values: one value counts as a list of one. Names of elements are taken in any case.
 *
 * @throws UnreadableError when it stands there twice, in different cases: only AWS knows which one counts
 */
function elementOf(
    holder: Readonly<Record<string, unknown>>,
    name: string,
    subject: string,
): Reading<unknown>[] | undefined {
    const [key, another] = Object.keys(holder).filter((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (another !== undefined) throw new UnreadableError(subject, `has ${key} and ${another}`);
    if (key === undefined) return undefined;
    const element = reading(() => holder[key]);
    if (!element.known) return [element];
    if (element.value === undefined || element.value === null) return undefined;
    return Array.isArray(element.value) ? readingsOf(element.value) : [element];
}

/** Values of an element are text; of anything else no rule could say what it is about. */
function textIn(found: Reading<unknown>, subject: string, name: string): Reading<string> {
    if (!found.known) return found;
    const { value } = found;
    return typeof value === "string"
        ? { known: true, value }
        : unreadable(subject, `has the ${name} ${shown(value)}, which is no text`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function present<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
    return value === undefined ? {} : ({ [key]: value } as { [P in K]: T });
}
