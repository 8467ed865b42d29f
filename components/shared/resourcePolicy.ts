import * as pulumi from "@pulumi/pulumi";

/** A statement of the policy that a resource itself has. */
export interface ResourcePolicyStatement {
    readonly sid: string;
    readonly effect: "Allow" | "Deny";
    readonly principal: "*" | { readonly Service: string };
    readonly actions: readonly string[];
    readonly resources: readonly pulumi.Input<string>[];
    readonly conditions: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
}

/** The policy of a resource as JSON. */
export function resourcePolicy(statements: readonly ResourcePolicyStatement[]): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: statements.map(({ sid, effect, principal, actions, resources, conditions }) => ({
            Sid: sid,
            Effect: effect,
            Principal: principal,
            Action: [...actions],
            Resource: [...resources],
            Condition: conditions,
        })),
    });
}
