import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "./statement";
import { transformed, type Transform } from "../shared/transform";

/**
 * Something that acts under a role of its own: a function, a service, a delivery stream. Permissions reach it only through the
 * verbs of the resources it uses, such as `table.grant(fn, "putItem")`.
 */
export interface Grantee {
    /** Logical name, the prefix of the names of its policies. */
    readonly grantName: string;
    readonly roleName: pulumi.Output<string>;
    readonly roleArn: pulumi.Output<string>;
    /** The component that owns the policies. */
    readonly grantParent: pulumi.Resource;
    /** Has the last word on each of its policies. */
    readonly grantTransform?: Transform<aws.iam.RolePolicyArgs>;
    /** Told of each of its policies, for a grantee that lets nobody use it before it may do what it has to. */
    granted?(policy: aws.iam.RolePolicy): void;
}

/**
 * Attaches statements to a grantee's role as the inline policy `<grantee>-<purpose>`. Called by the verbs of the resources;
 * layers use those.
 *
 * @returns the policy, so that what needs the permission at creation can depend on it.
 */
export function attachGrant(grantee: Grantee, purpose: string, statements: readonly Statement[]): aws.iam.RolePolicy {
    const policy = new aws.iam.RolePolicy(
        ...transformed(
            grantee.grantTransform,
            `${grantee.grantName}-${purpose}`,
            { role: grantee.roleName, policy: policyDocument(statements) },
            { parent: grantee.grantParent },
        ),
    );
    grantee.granted?.(policy);
    return policy;
}
