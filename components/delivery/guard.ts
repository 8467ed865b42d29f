import { arnsOf, type Surroundings } from "./scopes";
import { statement, type StateStore } from "./state";
import type { DeploymentStatement } from "./statements";

/** Path of the roles and policies by which is deployed: no pattern of names tells them from others. */
export const DELIVERY_PATH = "/delivery/";

/**
 * What the role may not do although its resources have the environment's names and tags: change itself, the boundary, or where its
 * states are.
 *
 * @param held - the statements of the role's other policies
 */
export function guardStatements(
    held: readonly DeploymentStatement[],
    surroundings: Surroundings,
    { bucketArn, keyArn, aliasArn }: StateStore,
): DeploymentStatement[] {
    const { partition, accountId, project, boundaryArn } = surroundings;
    const writes = (service: string, resource: string) =>
        [
            ...new Set(
                held
                    .filter(({ resources }) => resources.some((each) => each.startsWith(resource)))
                    .flatMap(({ actions }) => actions)
                    .filter((action) => action.startsWith(`${service}:`) && !USES.test(action)),
            ),
        ].sort();
    const iam = (kind: string) => `arn:${partition}:iam::${accountId}:${kind}${DELIVERY_PATH}*`;
    const bucketWrites = writes("s3", `arn:${partition}:s3:::`);
    const keyWrites = writes("kms", `arn:${partition}:kms:`);
    return [
        statement(
            "Deny",
            writes("iam", `arn:${partition}:iam::`),
            [iam("role")],
            "the roles change themselves no more than others do",
        ),
        statement(
            "Deny",
            ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
            [iam("policy"), boundaryArn],
            "a person changes what roles may do at most",
        ),
        statement(
            "Deny",
            ["iam:DeleteRolePermissionsBoundary"],
            arnsOf("iam:role", surroundings).named,
            "no role goes without its boundary",
        ),
        statement("Deny", bucketWrites, [bucketArn], "states stay where they are, and private"),
        statement(
            "Deny",
            ["s3:DeleteObject", "s3:PutObject"],
            [`${bucketArn}/.pulumi/stacks/${project}-delivery/*`],
            "the state of this stack is a person's to write",
        ),
        statement("Deny", ["s3:DeleteObjectVersion"], [`${bucketArn}/*`], "old states stay until they expire"),
        statement("Deny", keyWrites, [keyArn, aliasArn], "states stay readable, and their key is no other"),
    ];
}

/** Reads, and what uses a resource without changing it. */
const USES = /:(Get|List|Describe|Decrypt$|Encrypt$|GenerateDataKey$|DeleteObject)/;
