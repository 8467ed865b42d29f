import type { Needs } from "./needs";
import type { DeploymentStatement } from "./statements";

/** Where Pulumi keeps the environment's states. */
export interface StateStore {
    readonly bucketArn: string;
    /** ARN of the key that encrypts the bucket, and secrets within states (`awskms://`). */
    readonly keyArn: string;
    /** ARN of the alias by which Pulumi is told the key. */
    readonly aliasArn: string;
}

/** Everything of Pulumi is below it. */
const FOLDER = ".pulumi";

/**
 * Reads states and, to deploy, writes them. A preview takes no lock in a backend of one's own, so it writes nothing
 * (pulumi/pulumi, pkg/backend/diy/backend.go: `Preview` applies without `Lock`).
 */
export function stateStatements({ bucketArn, keyArn }: StateStore, onlyReads: boolean): DeploymentStatement[] {
    return [
        allow(["s3:ListBucket"], bucketArn, "Pulumi finds the stacks, and locks of other runs"),
        onlyReads
            ? allow(["s3:GetObject"], `${bucketArn}/${FOLDER}/*`, "Pulumi reads states")
            : allow(
                  ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
                  `${bucketArn}/${FOLDER}/*`,
                  "Pulumi reads and writes states, takes its lock and gives it back",
              ),
        onlyReads
            ? allow(["kms:Decrypt"], keyArn, "S3 decrypts states, and Pulumi the secrets in them")
            : allow(
                  ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
                  keyArn,
                  "S3 encrypts states, and Pulumi the secrets in them",
              ),
    ];
}

function allow(actions: readonly string[], resource: string, reason: string): DeploymentStatement {
    return statement("Allow", actions, [resource], reason);
}

/** A statement that no type takes. */
export function statement(
    effect: DeploymentStatement["effect"],
    actions: readonly string[],
    resources: readonly string[],
    reason: string,
): DeploymentStatement {
    const because: Needs = new Map(actions.map((action) => [action, [{ handlers: [], reason }]]));
    return { effect, actions, resources, because };
}
