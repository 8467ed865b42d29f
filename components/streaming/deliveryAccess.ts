import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Linkable } from "../identity/linkable";
import type { Statement } from "../identity/statement";

/** A Firehose stream as another component or layer knows it. */
export interface DeliveryRef {
    readonly name: string;
    readonly arn: string;
}

/** What may be done with a Firehose stream: hand records over, one or a batch. */
export type DeliveryVerb = "put";

const ACTIONS: Readonly<Record<DeliveryVerb, readonly BoundedAction[]>> = {
    put: ["firehose:PutRecord", "firehose:PutRecordBatch"],
};

/** The statements of a verb. No key: Firehose encrypts with a grant of its own, not with the caller's permissions. */
export function deliveryStatements(delivery: pulumi.Input<DeliveryRef>, verb: DeliveryVerb): Statement[] {
    return [{ actions: ACTIONS[verb], resources: [pulumi.output(delivery).arn] }];
}

/** Hands out permissions on a Firehose stream, made here or in another layer. */
export class DeliveryAccess implements Linkable {
    /** @param label logical name of the Firehose stream, part of the names of the policies */
    constructor(
        private readonly label: string,
        public readonly ref: pulumi.Input<DeliveryRef>,
    ) {}

    /** See {@link Linkable.identifier}. */
    get identifier(): pulumi.Output<string> {
        return pulumi.output(this.ref).name;
    }

    /** Lets `grantee` do `verb`; once for each grantee and verb. */
    grant(grantee: Grantee, verb: DeliveryVerb): aws.iam.RolePolicy {
        return attachGrant(grantee, `${this.label}-${verb}`, deliveryStatements(this.ref, verb));
    }
}
