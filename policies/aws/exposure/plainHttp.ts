import type { Judge } from "../../framework/judge";
import { isKnown, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";
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
    /** All that has to be denied to it, in the form `s3:GetObject`. */
    readonly actions: readonly string[];
    /** Whether a resource of the denial covers it. A resource's policy names that resource only, so its form tells. */
    readonly covered: RegExp;
}

/** Judges whether the policies in a resource deny requests without TLS. Several denials may share the actions of a part. */
export function judgePlainHttpDenied(resource: ResourceView<any>, judge: Judge, parts: readonly Part[]): void {
    for (const { path, document: found } of documentsOf(resource, "resource")) {
        const document = judge.read(path, found);
        if (document === undefined) continue;
        const statements = document.statements.filter(isKnown).map(({ value }) => value);
        const denials = statements.filter(deniesPlainHttp);
        const pending = [...document.statements, ...statements.flatMap(elementsOf)].find((element) => !element.known);
        for (const { id: part, name, actions, covered } of parts) {
            const id = `${path}#${part}`;
            const here = denials.filter(({ resources = [] }) =>
                resources.some((pattern) => pattern.known && covered.test(pattern.value)),
            );
            const denied = actions.every((action) => here.some((denial) => isAbout(denial, action)));
            if (!denied && pending !== undefined) judge.read(id, pending);
            else {
                const message = `'${resource.name}' does not deny requests without TLS to ${name}.`;
                judge.decide(id, () => (denied ? undefined : message));
            }
        }
    }
}

function elementsOf(statement: Statement): Reading<unknown>[] {
    const { effect, actions = [], notActions = [], resources = [], principals = [], conditions } = statement;
    return [effect, ...actions, ...notActions, ...resources, ...principals, ...conditions];
}

function deniesPlainHttp({ effect, principals = [], conditions }: Statement): boolean {
    return (
        effect.known &&
        effect.value === "Deny" &&
        principals.some((principal) => principal.known && isEverybody(principal.value)) &&
        conditions.length === 1 &&
        conditions.every((condition) => condition.known && isPlainHttp(condition.value))
    );
}

/** Whether an action is among those of a statement, or not among those that it leaves out. */
function isAbout({ actions = [], notActions }: Statement, action: string): boolean {
    return notActions === undefined
        ? actions.some((pattern) => pattern.known && reaches(pattern.value, action))
        : notActions.every((pattern) => pattern.known && !reaches(pattern.value, action));
}

function isPlainHttp({ operator, key, values }: Condition): boolean {
    const asksBool = operator.toLowerCase() === "bool" && key === "aws:securetransport";
    return (
        asksBool && values.length === 1 && values.every((value) => value.known && value.value.toLowerCase() === "false")
    );
}
