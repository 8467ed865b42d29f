import { some } from "../../aws/iam/admission";
import { FUNCTION_ROLE_TYPES } from "../../aws/iam/functionRoles";
import { judgeReadable } from "../../aws/iam/judging";
import { isPermitted } from "../../aws/iam/permitted";
import { storeOfSource } from "../../aws/iam/polling";
import { targetOf } from "../../aws/iam/target";
import { ENCRYPTED_TYPES, encryptedOf } from "../../aws/kms/encrypted";
import { admitsUser, keyCalled } from "../../aws/kms/judging";
import { KEYRING_TYPES, keyNamed } from "../../aws/kms/keyring";
import { READER_TYPES, readersWithoutRole, sourceReadersOf, type SourceReader } from "../../aws/lambda/sourceReaders";
import { grouped } from "../../framework/grouped";
import type { Judge } from "../../framework/judge";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { perStack, type StackView } from "../../framework/stack";

/** What a reader does with the key of what it reads. */
const DECRYPT = "kms:Decrypt";

/** AWS refuses a mapping whose role may not read its source; one that may not use the key, it lets stand and read nothing. */
export const lambdaSourceReadable = defineRule({
    id: "lambda-source-readable",
    displayName: "Lambda execution roles may read their event sources",
    description:
        "The role of a function, pipe or delivery stream may poll its event source, use the source's key, and read the secrets by which it is let in.",
    severity: "high",
    tags: ["lambda", "iam", "kms", "operations"],
    frameworks: [wellArchitected("SEC03-BP01"), serverlessLens("SEC 2")],
    remediationSteps: "Allow the action on the source, or on its key, in the role.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    examples: ["aws.lambda.EventSourceMapping clickstream", "aws.iam.RolePolicy place-order", "StreamEventSource"],
    types: [...new Set([...READER_TYPES, ...FUNCTION_ROLE_TYPES, ...ENCRYPTED_TYPES, ...KEYRING_TYPES])],
    stack(stack, judgeOf) {
        judgeReadable(stack, judgeOf, FUNCTION_ROLE_TYPES);
        for (const reader of sourceReadersOf(stack))
            judgeReader(stack, judgeOf(reader.reader), reader, isOwnKey(stack));
    },
    environment(environment, judgeOf) {
        judgeReadable(environment, judgeOf, KEYRING_TYPES, ["resource"]);
        for (const reader of sourceReadersOf(environment)) {
            const judge = judgeOf(reader.reader);
            const { hiddenBoundary } = reader.permissions;
            if (hiddenBoundary !== undefined) judge.read("Source::boundary", hiddenBoundary);
            judgeReader(environment, judge, reader, () => true);
        }
        for (const [reader, path] of readersWithoutRole(environment))
            judgeOf(reader).read("Source::role", { known: false, path });
    },
});

/** Keys stand in another stack than what they encrypt, whose policies only all stacks together show. */
function isOwnKey(stack: StackView): (key: string) => boolean {
    return (key) => keyNamed(stack, key) !== undefined;
}

function judgeReader(
    view: StackView,
    judge: Judge,
    { called, role, permissions, wires }: SourceReader,
    isSeen: (key: string) => boolean,
): void {
    for (const { by, target, needed } of wires) {
        const arn = target && judge.read(`Source::${by}`, target);
        if (target !== undefined && arn === undefined) continue;
        const on = arn === undefined ? "" : ` on '${arn}'`;
        for (const alternatives of needed) {
            const id = `Source::${alternatives[0] ?? ""}#${(arn === undefined ? undefined : targetOf(arn))?.name ?? "*"}`;
            const permitted = judge.read(
                id,
                some(alternatives.map((action) => isPermitted(permissions, { action, arn }))),
            );
            judge.decide(id, () =>
                permitted === false
                    ? `${called} needs ${alternatives.join(" or ")}${on} for ${by}, which role '${role.name}' does not allow.`
                    : undefined,
            );
        }
        for (const of of arn === undefined ? [] : (encryptedByArn(view).get(storeOfSource(arn)) ?? [])) {
            const id = `Source::${DECRYPT}#${of.resource.name}`;
            if (!of.key.known || !isSeen(of.key.value)) continue;
            const admitted = judge.read(id, admitsUser(view, { of, holder: role, permissions }, DECRYPT));
            judge.decide(id, () =>
                admitted === false
                    ? `${called} needs ${DECRYPT} with ${keyCalled(view, of)} of ${of.called} for ${by}, which the key and role '${role.name}' do not allow.`
                    : undefined,
            );
        }
    }
}

const encryptedByArn = perStack((view) => grouped(encryptedOf(view), ({ arn }) => [arn]));
