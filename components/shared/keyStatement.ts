import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "../identity/boundaryActions";
import { viaService, type Statement } from "../identity/statement";
import { regionOf } from "./arn";

/**
 * Use of a KMS key through one AWS service only, and, where the service tells KMS what it encrypts, for that only: keys are
 * shared by what serves one purpose, permissions are not.
 *
 * @param service first part of the service's endpoint, for example `s3`
 * @param context encryption context by key (without `kms:EncryptionContext:`); values may hold `*`
 */
export function keyStatement(
    actions: readonly BoundedAction[],
    keyArn: pulumi.Input<string>,
    service: string,
    context?: { readonly key: string; readonly values: pulumi.Input<string>[] },
): Statement {
    const via = viaService(service, pulumi.output(keyArn).apply(regionOf));
    return {
        actions,
        resources: [keyArn],
        conditions:
            context === undefined
                ? via
                : { ...via, StringLike: { [`kms:EncryptionContext:${context.key}`]: pulumi.all(context.values) } },
    };
}
