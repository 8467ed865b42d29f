import { isKnown, type Reading } from "../../framework/reading";
import type { Judge } from "../../framework/judge";
import type { ResourceView } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";
import { elementsOf, type PolicyDocument, type Statement } from "./document";
import { documentsOf, type DocumentKind, type DocumentSource } from "./sources";

/**
 * Judges every statement with an effect in the documents of a resource. What is unknown becomes undecided at its own level: a
 * whole document, one statement, or what the callback reads of a statement.
 */
export function judgeStatements(
    resource: ResourceView<any>,
    judge: Judge,
    kinds: readonly DocumentKind[],
    effect: "Allow" | "Deny",
    each: (statement: Statement, source: DocumentSource) => void,
): void {
    for (const source of documentsOf(resource, ...kinds)) {
        const name = `Document::${source.path}`;
        const document = judge.read(name, source.document);
        if (document === undefined) continue;
        for (const found of document.statements) {
            const statement = judge.read(name, found);
            if (statement === undefined) continue;
            if (judge.read(`${name}#${statement.label}`, statement.effect) === effect)
                judge.about(causeOf(source, statement), () => each(statement, source));
        }
        judge.decide(name, () => undefined);
    }
}

/**
 * Reports the documents that cannot be read, each of its own resource: for rules that ask the statements of several resources
 * together, where what one of them says would be missing without a word.
 *
 * @param kinds of the documents that the rule asks. @default ["identity"]
 */
export function judgeReadable(
    view: StackView,
    judgeOf: (resource: StackResource) => Judge,
    types: readonly string[],
    kinds: readonly DocumentKind[] = ["identity"],
): void {
    for (const resource of view.ofType(...types)) {
        for (const { path, document } of documentsOf(resource, ...kinds)) {
            const parts = document.known ? [document, ...document.value.statements.flatMap(partsOf)] : [document];
            const fault = parts.find((part) => !part.known && part.problem !== undefined);
            if (fault !== undefined) judgeOf(resource).read(`Document::${path}`, fault);
        }
    }
}

/** A statement with what of it may not be readable. */
function partsOf(statement: Reading<Statement>): Reading<unknown>[] {
    if (!statement.known) return [statement];
    return [statement.value.effect, ...elementsOf(statement.value)];
}

/** The statements of a resource's documents that are known to have an effect. */
export function knownStatements(
    resource: ResourceView<any>,
    kinds: readonly DocumentKind[],
    effect: "Allow" | "Deny",
): { statement: Statement; source: DocumentSource }[] {
    return documentsOf(resource, ...kinds).flatMap((source) =>
        (source.document.known ? source.document.value.statements : [])
            .filter(isKnown)
            .filter(({ value }) => value.effect.known && value.effect.value === effect)
            .map(({ value }) => ({ statement: value, source })),
    );
}

/** The statements of documents by their effects, or what keeps one of them from being known. */
export function policyStatements(
    documents: readonly Reading<PolicyDocument>[],
): Reading<{ readonly granted: readonly Statement[]; readonly refused: readonly Statement[] }> {
    const unknown = documents.find((document) => !document.known);
    if (unknown?.known === false) return unknown;
    const statements = documents.flatMap((document) => (document.known ? document.value.statements : []));
    const pending = statements.find((statement) => !statement.known);
    if (pending?.known === false) return pending;
    const known = statements.filter(isKnown).map(({ value }) => value);
    const having = (wanted: string) => known.filter(({ effect }) => effect.known && effect.value === wanted);
    return { known: true, value: { granted: having("Allow"), refused: having("Deny") } };
}

/** By what findings about a statement are told to be of the same one. */
export function causeOf({ path }: DocumentSource, { label }: Statement): string {
    return `statement ${label} of ${path}`;
}

/** How a message names the place of a statement. */
export function placeOf(resource: ResourceView<any>, source: DocumentSource, statement: Statement): string {
    return `'${resource.name}' (${source.path}, statement ${statement.label})`;
}
