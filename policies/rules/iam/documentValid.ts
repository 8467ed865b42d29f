import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { documentsOf, typesWithDocuments } from "../../iam/sources";

/** What no rule can read, no rule can judge: a document that is none is a violation of its own. */
export const iamDocumentValid = defineRule({
    id: "iam-document-valid",
    displayName: "Policy documents can be read",
    description: "Policy documents are JSON with statements, each with the effect Allow or Deny.",
    severity: "medium",
    tags: ["iam"],
    frameworks: [wellArchitected("SEC03-BP02", "Grant least privilege access")],
    remediationSteps: "Build the document with pulumi.jsonStringify or aws.iam.getPolicyDocumentOutput.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    examples: {
        aws: `new aws.iam.RolePolicy("send", {
    role: role.name,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: queue.arn }],
    }),
});`,
    },
    types: typesWithDocuments("identity", "trust", "resource"),
    resource(resource: ResourceView, judge) {
        for (const { path, document: found } of documentsOf(resource, "identity", "trust", "resource")) {
            const document = judge.read(path, found);
            if (document === undefined) continue;
            judge.decide(path, () =>
                document.problem === undefined ? undefined : `'${resource.name}': ${path} ${document.problem}.`,
            );
            for (const reading of document.statements) {
                const statement = judge.read(path, reading);
                if (statement === undefined) continue;
                const effect = judge.read(`${path}#${statement.label}`, statement.effect);
                if (effect === undefined || effect === "Allow" || effect === "Deny") continue;
                judge.violation(
                    `${path}#${statement.label}`,
                    `'${resource.name}': statement ${statement.label} of ${path} has the effect '${effect}' instead of Allow or Deny.`,
                );
            }
        }
    },
});
