import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BOUNDARY_LOGGING_ACTIONS, BOUNDARY_RESOURCE_ACTIONS, BOUNDARY_UNSCOPED_ACTIONS } from "./boundaryActions";
import { transformed, type Transform } from "../shared/transform";

/** Arguments for {@link PermissionsBoundary}. */
export interface PermissionsBoundaryArgs {
    /** The last word on each child. @default - none */
    readonly transform?: { readonly policy?: Transform<aws.iam.PolicyArgs> };
}

/**
 * The managed policy that caps every role of the platform: whatever a role's own policies say, it can do no more than move
 * data through this account's resources, and never touch IAM, keys' policies or another account. It grants nothing by itself
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
 *
 * Creates: `<name>` (managed policy).
 */
export class PermissionsBoundary extends pulumi.ComponentResource {
    public readonly policyArn: pulumi.Output<string>;

    constructor(name: string, { transform }: PermissionsBoundaryArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        super("platform:identity:PermissionsBoundary", name, {}, opts);
        const account = aws.getCallerIdentityOutput({}, { parent: this }).accountId;
        const policy = new aws.iam.Policy(
            ...transformed(
                transform?.policy,
                name,
                {
                    description: "Caps what any role of the platform can do; grants nothing by itself",
                    policy: pulumi.jsonStringify({
                        Version: "2012-10-17",
                        Statement: [
                            {
                                Sid: "DataOfThisAccount",
                                Effect: "Allow",
                                Action: BOUNDARY_RESOURCE_ACTIONS,
                                Resource: "*",
                                Condition: { StringEquals: { "aws:ResourceAccount": account } },
                            },
                            {
                                Sid: "WithoutResource",
                                Effect: "Allow",
                                Action: [...BOUNDARY_UNSCOPED_ACTIONS, ...BOUNDARY_LOGGING_ACTIONS],
                                Resource: "*",
                            },
                        ],
                    }),
                },
                // IAM cannot change it, so other words would replace the policy, which it refuses to delete while a role is bounded by it
                // (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html#API_CreatePolicy_RequestParameters).
                { parent: this, ignoreChanges: ["description"] },
            ),
        );
        this.policyArn = policy.arn;
        this.registerOutputs({ policyArn: this.policyArn });
    }
}
