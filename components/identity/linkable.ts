import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Grantee } from "./grantee";

/** What code can be linked to: it is told by what to call the resource, and may do what a verb says. */
export interface Linkable {
    /** By what the AWS SDK asks for it: its name, of a queue its URL. */
    readonly identifier: pulumi.Output<string>;
    grant(grantee: Grantee, verb: never, options?: never): aws.iam.RolePolicy;
}

/** What a resource's `grant` takes after whom it grants to: a verb, and what narrows it. */
export type GrantOf<R extends Linkable> =
    Parameters<R["grant"]> extends [Grantee, ...infer Rest] ? Readonly<Rest> : never;
