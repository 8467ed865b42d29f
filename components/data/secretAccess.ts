import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import type { Statement } from "../identity/statement";
import { keyStatement } from "../shared/keyStatement";

/** A secret that somebody put into Secrets Manager; neither programs nor states know its value. */
export interface SecretRef {
    /** Its name, as an environment's settings have it. */
    readonly name: string;
    /** ARN of the KMS key that encrypts it; account and region of the key are the secret's. */
    readonly keyArn: pulumi.Input<string>;
}

/** What may be done with a secret: read its current value. */
export type SecretVerb = "read";

const ACTIONS: Readonly<Record<SecretVerb, { secret: readonly BoundedAction[]; key: readonly BoundedAction[] }>> = {
    read: { secret: ["secretsmanager:GetSecretValue"], key: ["kms:Decrypt"] },
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const SECRET_NAME = /^[\w/+=.@-]{1,512}$/;

/**
 * The statements of a verb. Secrets Manager ends a secret's ARN with a hyphen and six characters of its own, for which `??????` stands
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html). It encrypts under the secret's ARN
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html).
 *
 * @throws when there can be no secret of this name
 */
export function secretStatements({ name, keyArn }: SecretRef, verb: SecretVerb): Statement[] {
    if (!SECRET_NAME.test(name))
        throw new Error(`A secret's name is 1 to 512 letters, digits and '/_+=.@-', not '${name}'.`);
    const arn = pulumi.output(keyArn).apply((key) => {
        const [, partition, , region, account] = key.split(":");
        return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`;
    });
    return [
        { actions: ACTIONS[verb].secret, resources: [arn] },
        keyStatement(ACTIONS[verb].key, keyArn, "secretsmanager", { key: "SecretARN", values: [arn] }),
    ];
}

/**
 * Hands out permissions on a secret, which is read at run time and never put into the environment.
 *
 * @example
 * placeOrder.link("PAYMENT_SECRET", new SecretAccess("payment", { name: layer.paymentSecret, keyArn }), "read");
 */
export class SecretAccess implements Linkable {
    /** @param label what the secret is, part of the names of the policies */
    constructor(
        private readonly label: string,
        public readonly ref: SecretRef,
    ) {}

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return pulumi.output(this.ref.name);
    }

    /** Lets `grantee` do `verb`; once for each grantee and verb. */
    grant(grantee: Grantee, verb: SecretVerb): aws.iam.RolePolicy {
        return attachGrant(grantee, `${this.label}-${verb}`, secretStatements(this.ref, verb));
    }
}
