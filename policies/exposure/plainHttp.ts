import type { Judge } from "../framework/judge";
import { isKnown, type Reading } from "../framework/reading";
import type { ResourceView } from "../framework/rule";
import { reaches } from "../iam/actions";
import type { Condition } from "../iam/condition";
import type { Statement } from "../iam/document";
import { isEverybody } from "../iam/principal";
import { documentsOf } from "../iam/sources";

/** Something that a denial has to cover. */
interface Part {
    /** What follows the document's path in the finding's id. */
    readonly id: string;
    readonly name: string;
    /** Whether a resource of the denial covers it. A resource's policy names that resource only, so its form tells. */
    readonly covered: RegExp;
}

/**
 * Judges whether the policies in a resource deny requests without TLS.
 *
 * @param actions all that a denial has to reach, in the form `s3:GetObject`.
 */
export function judgePlainHttpDenied(
    resource: ResourceView<any>,
    judge: Judge,
    { actions, parts }: { readonly actions: readonly string[]; readonly parts: readonly Part[] },
): void {
    for (const { path, document: found } of documentsOf(resource, "resource")) {
        const document = judge.read(path, found);
        if (document === undefined) continue;
        const statements = document.statements.filter(isKnown).map(({ value }) => value);
        const denials = statements.filter((statement) => deniesPlainHttp(statement, actions));
        const pending = [...document.statements, ...statements.flatMap(elementsOf)].find((element) => !element.known);
        for (const { id: part, name, covered } of parts) {
            const id = `${path}#${part}`;
            const denied = denials.some(({ resources = [] }) =>
                resources.some((pattern) => pattern.known && covered.test(pattern.value)),
            );
            if (!denied && pending !== undefined) judge.read(id, pending);
            else {
                const message = `'${resource.name}' does not deny requests without TLS to ${name}.`;
                judge.decide(id, () => (denied ? undefined : message));
            }
        }
    }
}

function elementsOf(statement: Statement): Reading<unknown>[] {
    const { effect, actions = [], resources = [], principals = [], conditions } = statement;
    return [effect, ...actions, ...resources, ...principals, ...conditions];
}

function deniesPlainHttp(statement: Statement, wanted: readonly string[]): boolean {
    const { effect, actions = [], principals = [], conditions } = statement;
    return (
        effect.known &&
        effect.value === "Deny" &&
        wanted.every((action) => actions.some((pattern) => pattern.known && reaches(pattern.value, action))) &&
        principals.some((principal) => principal.known && isEverybody(principal.value)) &&
        conditions.length === 1 &&
        conditions.every((condition) => condition.known && isPlainHttp(condition.value))
    );
}

function isPlainHttp({ operator, key, values }: Condition): boolean {
    const asksBool = operator.toLowerCase() === "bool" && key === "aws:securetransport";
    return (
        asksBool && values.length === 1 && values.every((value) => value.known && value.value.toLowerCase() === "false")
    );
}
