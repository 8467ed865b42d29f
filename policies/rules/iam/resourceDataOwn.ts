import { accountOf } from "../../aws/iam/account";
import { allowedValues } from "../../aws/iam/condition";
import { DATA_READS } from "../../aws/iam/dataActions";
import type { Statement } from "../../aws/iam/document";
import { allows } from "../../aws/iam/grants";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { arnParts } from "../../aws/iam/pattern";
import { isEverybody, type Principal } from "../../aws/iam/principal";
import { typesWithDocuments } from "../../aws/iam/sources";
import type { Judge } from "../../framework/judge";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackView } from "../../framework/stack";

/** Reading the data includes opening it. */
const READS = [...DATA_READS, "kms:Decrypt"];

/** Whom the resource's owner trusts with data is said in one place; anybody without a limit is other rules' finding. */
export const iamResourceDataOwn = defineRule({
    id: "iam-resource-data-own",
    displayName: "Resource policies let only known accounts read data",
    description: "Resource policies let no account read what is stored but the own one and those that are listed.",
    severity: "high",
    level: "advisory",
    whyNotMandatory:
        "Which accounts are one's own only the configuration knows: until it lists them, what is shared on purpose looks like what is not.",
    tags: ["iam", "exposure", "data"],
    frameworks: [wellArchitected("SEC03-BP07"), wellArchitected("SEC08-BP04")],
    remediationSteps: "Remove the principal, or list its account in 'accounts'.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html",
    examples: ["aws.dynamodb.ResourcePolicy", "LogArchive"],
    types: typesWithDocuments("resource"),
    typesInWords: "every type that holds a resource policy",
    parameters: {
        accounts: {
            type: "array",
            description: "Numbers of other accounts that may read data, such as those of one's own organization.",
            default: [],
            items: { type: "string" },
        },
    },
    stack(stack, judgeOf, { accounts }) {
        for (const resource of stack.ofType(...typesWithDocuments("resource"))) {
            const judge = judgeOf(resource);
            judgeStatements(resource, judge, ["resource"], "Allow", (statement, source) => {
                const id = `Data::#${statement.label}`;
                const read = READS.find((action) => {
                    const allowed = allows(statement, action);
                    return allowed.known && allowed.value;
                });
                const pending = [...(statement.actions ?? []), ...(statement.notActions ?? [])].find(
                    (action) => !action.known,
                );
                if (read === undefined) {
                    if (pending !== undefined) judge.read(id, pending);
                    return;
                }
                for (const account of readersOf(statement, judge, id)) {
                    if (accounts.includes(account) || isOwn(account, stack, resource, judge)) continue;
                    judge.violation(
                        `Data::${account}#${statement.label}`,
                        `${placeOf(resource, source, statement)} lets the account ${account} read data (${read}).`,
                    );
                }
            });
        }
    },
});

/** Accounts whose principals a statement admits: those named, or to which a condition limits everybody. */
function readersOf(statement: Statement, judge: Judge, id: string): Set<string> {
    const named = (statement.principals ?? []).flatMap((found) => {
        const principal = judge.read(id, found);
        if (principal?.kind !== "AWS") return [];
        if (!isEverybody(principal)) return accountIn(principal);
        return allowedValues(statement.conditions, "aws:PrincipalAccount").flatMap(
            (value) => judge.read(id, value) ?? [],
        );
    });
    return new Set(named);
}

function accountIn({ value }: Principal): string[] {
    const [, , , , account = ""] = arnParts(value);
    return /^\d{12}$/.test(account) ? [account] : [];
}

function isOwn(account: string, stack: StackView, resource: Parameters<typeof accountOf>[1], judge: Judge): boolean {
    const own = judge.read(`Data::${account}`, accountOf(stack, resource));
    return own === undefined || own === account;
}
