import * as pulumi from "@pulumi/pulumi";
import type { BoundedAction } from "./boundaryActions";

/** One `Allow` statement. Denials belong to the permissions boundary and to resource policies. */
export interface Statement {
    /** Exact actions, none that the permissions boundary would take away again; wildcards are refused by {@link policyDocument}. */
    readonly actions: readonly BoundedAction[];
    /** ARNs. `*` only for actions that AWS cannot scope to a resource. */
    readonly resources: readonly pulumi.Input<string>[];
    /** IAM condition block: operator, key, value. */
    readonly conditions?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string | string[]>>>>>;
}

/**
 * An identity-based policy document as JSON.
 *
 * @throws when an action contains a wildcard: grants name exactly what they give.
 */
export function policyDocument(statements: readonly Statement[]): pulumi.Output<string> {
    for (const action of statements.flatMap((statement) => statement.actions)) {
        if (action.includes("*")) throw new Error(`A grant names exact actions, not '${action}'.`);
    }
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: statements.map(({ actions, resources, conditions }) => ({
            Effect: "Allow",
            Action: [...actions],
            Resource: resources.length === 1 ? resources[0] : [...resources],
            ...(conditions === undefined ? {} : { Condition: conditions }),
        })),
    });
}

/**
 * Limits a KMS statement to calls that one AWS service makes on the caller's behalf
 * (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service).
 */
export function viaService(service: string, region: pulumi.Input<string>): NonNullable<Statement["conditions"]> {
    return { StringEquals: { "kms:ViaService": pulumi.interpolate`${service}.${region}.amazonaws.com` } };
}
