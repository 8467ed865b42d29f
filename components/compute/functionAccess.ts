import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { Statement } from "../identity/statement";

/** A function as another component or layer knows it. */
export interface FunctionRef {
    /** ARN of the version or alias that is invoked. */
    readonly arn: string;
}

/** What may be done with a function: let it transform records, as Firehose does. */
export type FunctionVerb = "transform";

const ACTIONS: Readonly<Record<FunctionVerb, readonly BoundedAction[]>> = {
    // https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
    transform: ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"],
};

/** The statements of a verb. */
export function functionStatements(fn: pulumi.Input<FunctionRef>, verb: FunctionVerb): Statement[] {
    return [{ actions: ACTIONS[verb], resources: [pulumi.output(fn).arn] }];
}

/** Hands out permissions on a function, made here or in another layer. */
export class FunctionAccess {
    /** @param label name of the function, part of the names of the policies */
    constructor(
        private readonly label: string,
        public readonly ref: pulumi.Input<FunctionRef>,
    ) {}

    /** Lets `grantee` do `verb`; once for each grantee and verb. */
    grant(grantee: Grantee, verb: FunctionVerb): aws.iam.RolePolicy {
        return attachGrant(grantee, `${this.label}-${verb}`, functionStatements(this.ref, verb));
    }
}
