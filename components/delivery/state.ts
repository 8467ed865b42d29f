import type { Conditions } from "./narrowing";
import type { Needs } from "./needs";
import type { Surroundings } from "./scopes";
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

/**
 * Reads and writes the states of environments of requests, and no others: in all folders of Pulumi's (`stacks`, `history`, `backups`, `locks`)
 * a stack's name is a folder of its own, or begins the file's (pulumi/pulumi, pkg/backend/diy/store.go and lock.go). Their secrets are
 * under a passphrase, so the key is S3's to use only.
 */
export function requestStateStatements(
    { bucketArn, keyArn }: StateStore,
    { environment, region }: Surroundings,
): DeploymentStatement[] {
    return [
        allow(["s3:ListBucket"], bucketArn, "Pulumi finds the stacks, and locks of other runs"),
        allow(["s3:GetObject"], `${bucketArn}/${FOLDER}/meta.yaml`, "Pulumi reads how states are laid out"),
        allow(
            ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
            `${bucketArn}/${FOLDER}/*/${environment}`,
            "Pulumi reads and writes states of requests, takes its lock and gives it back",
        ),
        allow(["kms:Decrypt", "kms:GenerateDataKey"], keyArn, "S3 encrypts states", {
            StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
        }),
    ];
}

function allow(
    actions: readonly string[],
    resource: string,
    reason: string,
    conditions?: Conditions,
): DeploymentStatement {
    return { ...statement("Allow", actions, [resource], reason), conditions };
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
