import type { Subject } from "./harness";

/** The account that everything is in. */
export const ACCOUNT = "111122223333";

/** A policy document of some statements. */
export function documentOf(...statements: readonly object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** What a role has. */
interface RoleParts {
    /** Documents of its own. @default [] */
    readonly policies?: readonly string[];
    /** ARNs of policies that are attached to it. @default [] */
    readonly attached?: readonly string[];
    /** Document of its boundary. @default - it has none */
    readonly boundary?: string;
    /** Who may assume it. @default - nobody */
    readonly trust?: string;
}

/** A role with its policies. */
export function roleWith(name: string, { policies = [], attached = [], boundary, trust }: RoleParts = {}): Subject[] {
    const boundaryArn = `arn:aws:iam::${ACCOUNT}:policy/${name}-boundary`;
    return [
        {
            type: "aws:iam/role:Role",
            name,
            props: {
                ...(trust !== undefined && { assumeRolePolicy: trust }),
                ...(boundary !== undefined && { permissionsBoundary: boundaryArn }),
            },
            outputs: { name, arn: `arn:aws:iam::${ACCOUNT}:role/${name}` },
        },
        ...policies.map((policy, index): Subject => ({
            type: "aws:iam/rolePolicy:RolePolicy",
            name: `${name}-${index}`,
            props: { role: name, policy },
        })),
        ...attached.map((policyArn, index): Subject => ({
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            name: `${name}-${index}`,
            props: { role: name, policyArn },
        })),
        ...(boundary === undefined
            ? []
            : [
                  {
                      type: "aws:iam/policy:Policy",
                      name: `${name}-boundary`,
                      props: { policy: boundary },
                      outputs: { arn: boundaryArn },
                  },
              ]),
    ];
}
