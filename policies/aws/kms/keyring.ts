import { reading, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import { parseDocument, type Statement } from "../iam/document";
import { policyStatements } from "../iam/judging";
import { arnParts } from "../iam/pattern";
import { documentsOf } from "../iam/sources";
import { some } from "../iam/admission";

const ALIAS = "aws:kms/alias:Alias";
const POLICY = "aws:kms/keyPolicy:KeyPolicy";
const GRANT = "aws:kms/grant:Grant";
const KEYS = [
    "aws:kms/key:Key",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
] as const;
const KEY_IDENTITIES = ["arn", "id", "keyId"];

/** Types of keys, and of what names them or says who may use them. */
export const KEYRING_TYPES = [...KEYS, ALIAS, POLICY, GRANT] as const;

/** The key that a value names: by ARN, id, alias or the alias's ARN. */
export function keyNamed(environment: StackView, name: string): StackResource | undefined {
    const [alias] = environment.named(name, [ALIAS], ["name", "arn"]);
    const [key] = environment.named(alias === undefined ? name : targetOf(alias), KEYS, KEY_IDENTITIES);
    return key;
}

/** What a key's policy says, by the effect of its statements. */
interface KeyPolicy {
    readonly granted: readonly Statement[];
    readonly refused: readonly Statement[];
}

/** The statements of a key's policy, or what keeps it from being known. */
export function policyOf(environment: StackView, key: StackResource): Reading<KeyPolicy> {
    const policies = environment.referrersTo(key, namingKeys(POLICY));
    const sources = (policies.length > 0 ? policies : [key]).flatMap((holder) => documentsOf(holder, "resource"));
    const documents = sources.map(({ document }) => document);
    return policyStatements(documents.length > 0 ? documents : [{ known: true, value: defaultPolicy(key) }]);
}

/** Whether a grant lets somebody do something with a key. What more it asks for is taken to be met. */
export function isGranted(environment: StackView, key: StackResource, arn: string, action: string): Reading<boolean> {
    const grants = environment.referrersTo(key, namingKeys(GRANT));
    return some(
        grants.map(({ props }) =>
            reading(
                () =>
                    props.granteePrincipal === arn &&
                    (props.operations as readonly string[]).includes(action.replace("kms:", "")),
            ),
        ),
    );
}

/** The ARN of a key. */
export function arnOf(key: StackResource): string {
    return String(key.outputs.arn);
}

/** What AWS gives a key without one: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function defaultPolicy(key: StackResource) {
    const [, partition = "aws", , , account = ""] = arnParts(arnOf(key));
    const Principal = { AWS: `arn:${partition}:iam::${account}:root` };
    return parseDocument(
        { Statement: [{ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }] },
        `the default policy of '${key.name}'`,
    );
}

function namingKeys(type: string) {
    return { types: [type], property: "keyId", identities: KEY_IDENTITIES };
}

function targetOf({ props, outputs }: StackResource): string {
    const target = reading(() => (props.targetKeyId ?? outputs.targetKeyArn) as unknown);
    return target.known ? String(target.value) : "";
}
