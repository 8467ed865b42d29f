import { isKnown, type NotRead, type Reading } from "../../../framework/reading";
import type { StackResource } from "../../../framework/stack";
import { not, some } from "../admission";
import type { PolicyDocument, Statement } from "../document";
import { allows, anyOf, both } from "../grants";
import { documentsOf, type DocumentKind } from "../sources";
import { holdsAll } from "./conditions";
import { isMatch } from "./operators";
import type { AccessRequest, ContextValues } from "./request";
import { withVariables } from "./variables";

/** A statement with where it stands. */
export interface PlacedStatement extends Statement {
    /** The resource of the program that holds it; ARN of a policy that is none of the program's. */
    readonly place: StackResource | string;
    readonly isDenial: boolean;
    /** Whether its version of the language has variables. */
    readonly hasVariables: boolean;
}

/** Policies that are evaluated together. */
export interface PolicySet {
    readonly statements: readonly PlacedStatement[];
    /** What is not known of them, or cannot be read: it could allow and deny. */
    readonly unknown: readonly NotRead[];
}

/** The statements of a resource's documents. */
export function statementsIn(from: StackResource, kind: DocumentKind): PolicySet {
    const sets = documentsOf(from, kind).map(({ document }) =>
        document.known ? placed(document.value, from) : { statements: [], unknown: [named(document, from)] },
    );
    return together(sets);
}

/** Several sets as one. */
export function together(sets: readonly PolicySet[]): PolicySet {
    return {
        statements: sets.flatMap(({ statements }) => statements),
        unknown: sets.flatMap(({ unknown }) => unknown),
    };
}

function placed({ statements, version }: PolicyDocument, place: StackResource): PolicySet {
    const hasVariables = version?.known === true && version.value === "2012-10-17";
    const unreadable = statements.filter((found) => !found.known || !found.value.effect.known);
    return {
        statements: statements
            .filter(isKnown)
            .flatMap(({ value }) =>
                value.effect.known ? [{ ...value, place, isDenial: value.effect.value === "Deny", hasVariables }] : [],
            ),
        unknown: unreadable.map((found) => named(found.known ? (found.value.effect as NotRead) : found, place)),
    };
}

function named(found: NotRead, { name }: StackResource): NotRead {
    return { ...found, path: found.problem === undefined ? `${found.path} of '${name}'` : found.path };
}

/** What is asked, with the values of its condition keys. */
export interface Evaluated extends AccessRequest {
    readonly values: ContextValues;
}

/** Tells whether a statement is about who asks. @default - it is of who asks */
type About = (statement: PlacedStatement) => Reading<boolean>;

const ITS_OWN: About = () => ({ known: true, value: true });

/** Whether one of the policies allows what is asked. */
export function isAllowedBy(set: PolicySet, asked: Evaluated, isAbout: About = ITS_OWN): Reading<boolean> {
    return orUnknown(
        set,
        set.statements.filter(({ isDenial }) => !isDenial),
        asked,
        isAbout,
    );
}

/** Whether one of the policies denies what is asked. */
export function isDeniedBy(set: PolicySet, asked: Evaluated, isAbout: About = ITS_OWN): Reading<boolean> {
    return orUnknown(
        set,
        set.statements.filter(({ isDenial }) => isDenial),
        asked,
        isAbout,
    );
}

function orUnknown(
    { unknown }: PolicySet,
    statements: readonly PlacedStatement[],
    asked: Evaluated,
    isAbout: About,
): Reading<boolean> {
    return some([...statements.map((each) => both(isAbout(each), () => applies(each, asked))), ...unknown]);
}

/** Whether a statement's action, resource and conditions are those of what is asked. */
function applies(statement: PlacedStatement, asked: Evaluated): Reading<boolean> {
    const { conditions, hasVariables } = statement;
    return both(allows(statement, asked.action), () =>
        both(isOn(statement, asked), () => holdsAll(conditions, asked.values, hasVariables)),
    );
}

/** Whether a statement is about a resource. One that names none is the policy of that resource itself. */
function isOn(
    { resources, notResources, hasVariables }: PlacedStatement,
    { resource, values }: Evaluated,
): Reading<boolean> {
    const anyMatches = (patterns: readonly Reading<string>[]) =>
        anyOf(
            patterns.map((each) => (each.known && hasVariables ? withVariables(each.value, values) : each)),
            (pattern) => pattern !== undefined && isMatch(pattern, resource),
        );
    if (resources !== undefined) return anyMatches(resources);
    return notResources === undefined ? { known: true, value: true } : not(anyMatches(notResources));
}
