import { accountOf } from "../../aws/iam/account";
import { allowedValues } from "../../aws/iam/condition";
import type { Statement } from "../../aws/iam/document";
import { allows } from "../../aws/iam/grants";
import { judgeStatements, placeOf } from "../../aws/iam/judging";
import { isEverybody, type Principal } from "../../aws/iam/principal";
import { BUCKET_TYPES } from "../../aws/s3/buckets";
import type { Judge } from "../../framework/judge";
import type { Reading } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/** What Security Hub's control names: who may do this takes the bucket, or opens it to others. */
const ACTIONS = [
    "s3:DeleteBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutBucketPolicy",
    "s3:PutEncryptionConfiguration",
    "s3:PutObjectAcl",
];
const POLICY_TYPE = "aws:s3/bucketPolicy:BucketPolicy";

/** The account of a bucket stands in no property of it, so that it is asked from what else is in the stack. */
export const s3PolicyForeignLimited = defineRule({
    id: "s3-policy-foreign-limited",
    displayName: "S3 bucket policies keep settings in the own account",
    description: "Bucket policies let no other account change policies, access control lists or encryption.",
    severity: "high",
    tags: ["s3", "exposure"],
    frameworks: [fsbp("S3.6"), wellArchitected("SEC03-BP07")],
    remediationSteps: "Remove the action, or name principals of the bucket's own account only.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6",
    examples: ["aws.s3.BucketPolicy lake", "ProtectedBucket"],
    types: [POLICY_TYPE, ...BUCKET_TYPES],
    stack(stack, judgeOf) {
        for (const resource of stack.ofType(POLICY_TYPE, ...BUCKET_TYPES)) {
            const judge = judgeOf(resource);
            judgeStatements(resource, judge, ["resource"], "Allow", (statement, source) => {
                for (const action of ACTIONS) {
                    const allowed = judge.read(`Action::${action}#${statement.label}`, allows(statement, action));
                    if (allowed === true) judgePrincipals(statement, action);
                }
                function judgePrincipals({ label, principals = [] }: Statement, action: string): void {
                    const id = `Action::${action}#${label}`;
                    for (const found of principals) {
                        const principal = judge.read(id, found);
                        if (principal === undefined || principal.kind !== "AWS") continue;
                        if (isForeign(principal, statement, judge, id, () => accountOf(stack, resource)))
                            judge.violation(
                                id,
                                `${placeOf(resource, source, statement)} allows ${action} to '${principal.value}' of another account.`,
                            );
                    }
                    judge.decide(id, () => undefined);
                }
            });
        }
    },
});

/**
 * Keys by which everybody is of one account, or comes by its access points, whose own policies then say who may:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
const ACCOUNT_KEYS = ["aws:PrincipalAccount", "s3:DataAccessPointAccount"];

/** Whether a principal is, or may be, of another account. Everybody is, unless a condition names the bucket's own. */
function isForeign(
    principal: Principal,
    { conditions }: Statement,
    judge: Judge,
    id: string,
    own: () => Reading<string>,
): boolean {
    const named = isEverybody(principal)
        ? ACCOUNT_KEYS.flatMap((key) => allowedValues(conditions, key))
        : [{ known: true as const, value: principal.value.split(":")[4] ?? "" }];
    if (named.length === 0) return true;
    const account = judge.read(id, own());
    if (account === undefined) return false;
    return named.some((found) => {
        const value = judge.read(id, found);
        return value !== undefined && value !== account;
    });
}
