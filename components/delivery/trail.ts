import type { Surroundings } from "./scopes";
import { mergedStatements, type DeploymentStatement } from "./statements";

/** What following an order does to resources of one type. */
export interface Following {
    readonly type: string;
    /** What the program calls it. @default - whatever has the environment's tag */
    readonly name?: string;
    readonly actions: readonly string[];
    readonly reason: string;
}

const TABLE = "aws:dynamodb/table:Table";
const BUCKET = "aws:s3/bucket:Bucket";

/**
 * What `platform trail` does with its role's credentials (cli/trail). Signing in takes none: Cognito's `InitiateAuth` and
 * `RespondToAuthChallenge` are for everybody.
 */
export const TRAIL: readonly Following[] = [
    {
        type: "aws:cognito/userPool:UserPool",
        actions: ["cognito-idp:AdminCreateUser", "cognito-idp:AdminDeleteUser", "cognito-idp:AdminSetUserPassword"],
        reason: "somebody is made who places the order, and is removed afterwards",
    },
    { type: TABLE, name: "orders", actions: ["dynamodb:GetItem"], reason: "looks for the order in the table" },
    {
        type: "aws:cloudwatch/logGroup:LogGroup",
        name: "deliver-order-changes-logs",
        actions: ["logs:FilterLogEvents"],
        reason: "looks for the line that the consumer logs of the order",
    },
    {
        type: BUCKET,
        name: "lake",
        actions: ["s3:GetObject", "s3:ListBucket"],
        reason: "looks for the order's line in the lake",
    },
    { type: TABLE, actions: ["kms:Decrypt"], reason: "DynamoDB decrypts the order for who reads it" },
    { type: BUCKET, actions: ["kms:Decrypt"], reason: "S3 decrypts the lake's objects for who reads them" },
];

/** The statements by which an order is followed. */
export function trailStatements(surroundings: Surroundings): DeploymentStatement[] {
    return TRAIL.flatMap(({ type, name = "*", actions, reason }) => {
        const needs = new Map(actions.map((action) => [action, [{ type, handlers: [], reason }]]));
        // The first wildcard of the pattern stands for the name (`namePattern` in stacks/shared/settings.ts).
        return mergedStatements(needs, { ...surroundings, names: surroundings.names.replace("*", name) });
    });
}
