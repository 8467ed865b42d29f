import type { PolicyDocument, Statement } from "../../aws/iam/document";
import { hasWildcard } from "../../aws/iam/pattern";
import { isEverybody } from "../../aws/iam/principal";
import { documentsOf, DOCUMENT_KINDS, typesWithDocuments, type DocumentKind } from "../../aws/iam/sources";
import type { Judge } from "../../framework/judge";
import { isKnown } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What no rule can read, no rule can judge: a document that is none is a violation of its own. */
export const iamDocumentValid = defineRule({
    id: "iam-document-valid",
    displayName: "IAM policy documents are complete, valid JSON",
    description: "Policy documents are JSON whose statements have an effect and the elements that IAM asks for.",
    severity: "medium",
    tags: ["iam"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps: "Build the document with pulumi.jsonStringify or aws.iam.getPolicyDocumentOutput.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    examples: ["aws.iam.RolePolicy deploy", "ServerlessFunction place-order"],
    types: typesWithDocuments(...DOCUMENT_KINDS),
    typesInWords: "every type that holds a policy document",
    resource(resource: ResourceView, judge) {
        for (const { kind, path, document: found } of documentsOf(resource, ...DOCUMENT_KINDS)) {
            const document = judge.read(path, found);
            if (document === undefined) continue;
            judge.decide(path, () => undefined);
            for (const reading of document.statements) {
                const statement = judge.read(path, reading);
                if (statement === undefined) continue;
                const place = `'${resource.name}': statement ${statement.label} of ${path}`;
                judge.read(`${path}#${statement.label}`, statement.effect);
                for (const { element, problem } of faultsOf(statement, kind, resource.type))
                    judge.violation(`${path}#${statement.label}:${element}`, `${place} ${problem}.`);
                judgeVariables(statement, document, `${path}#${statement.label}:Version`, place, judge);
            }
        }
    },
});

/** Services that refuse a statement without a resource; others take their own for it. */
const RESOURCE_REQUIRED = /^aws:(s3|sqs|sns|kms|secretsmanager)\//;

/** Whether a document is about whoever holds it, so that it names nobody. */
function isHeld(kind: DocumentKind): boolean {
    return kind === "identity" || kind === "session";
}

/** Elements that are missing, or that exclude each other, for which AWS refuses the document. */
function faultsOf(statement: Statement, kind: DocumentKind, type: string): { element: string; problem: string }[] {
    const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
    const pattern = [...(principals ?? []), ...(notPrincipals ?? [])]
        .filter(isKnown)
        .find(({ value }) => value.kind === "AWS" && hasWildcard(value.value) && !isEverybody(value));
    const faults =
        pattern === undefined
            ? []
            : [
                  {
                      element: "Principal",
                      problem: `names '${pattern.value.value}', and IAM takes no pattern of principals but '*'`,
                  },
              ];
    const pairs = [
        { element: "Action", one: actions, other: notActions, required: true, refused: false },
        {
            element: "Resource",
            one: resources,
            other: notResources,
            required: isHeld(kind) || kind === "endpoint" || (kind === "resource" && RESOURCE_REQUIRED.test(type)),
            refused: kind === "trust",
        },
        {
            element: "Principal",
            one: principals,
            other: notPrincipals,
            required: !isHeld(kind),
            refused: isHeld(kind),
        },
    ];
    const missing = pairs.flatMap(({ element, one, other, required, refused }) => {
        const count = [one, other].filter((readings) => readings !== undefined).length;
        if (count === 2) return [{ element, problem: `has both ${element} and Not${element}` }];
        const empty = (one ?? other)?.length === 0;
        if (required && (count === 0 || empty)) return [{ element, problem: `has no ${element}` }];
        return refused && count > 0 ? [{ element, problem: `has a ${element}, which such a policy cannot have` }] : [];
    });
    return [...missing, ...faults];
}

/** Before version 2012-10-17 `${aws:username}` was just these characters: the statement is about something that does not exist. */
function judgeVariables(
    { resources = [], notResources = [], conditions }: Statement,
    { version = { known: true, value: "2008-10-17" } }: PolicyDocument,
    id: string,
    place: string,
    judge: Judge,
): void {
    const values = conditions.flatMap((condition) => (condition.known ? condition.value.values : []));
    const variable = [...resources, ...notResources, ...values]
        .filter(isKnown)
        .map(({ value }) => /\$\{[^}]*\}/.exec(value)?.[0])
        .find((found) => found !== undefined);
    if (variable === undefined || (judge.read(id, version) ?? "2012-10-17") === "2012-10-17") return;
    judge.violation(id, `${place} uses ${variable}, which needs the document's Version to be 2012-10-17.`);
}
