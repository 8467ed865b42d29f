import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DELIVERY_PATH } from "../delivery/guard";
import { transformed, type Transform } from "../shared/transform";

/** Arguments for {@link RequestsBoundary}. */
export interface RequestsBoundaryArgs {
    /** The policy as JSON, see `requestsBoundary`. */
    readonly document: pulumi.Input<string>;
    /** The last word on each child. @default - none */
    readonly transform?: { readonly policy?: Transform<aws.iam.PolicyArgs> };
}

/**
 * The managed policy that caps every role of the environments of requests. Its path keeps it from all who deploy, whatever their
 * environment is called.
 *
 * Creates: `<name>` (managed policy).
 */
export class RequestsBoundary extends pulumi.ComponentResource {
    public readonly policyArn: pulumi.Output<string>;

    constructor(name: string, { document, transform }: RequestsBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:identity:RequestsBoundary", name, {}, opts);
        const policy = new aws.iam.Policy(
            ...transformed(
                transform?.policy,
                name,
                {
                    path: DELIVERY_PATH,
                    description: "Caps what roles of environments of requests can do; grants nothing by itself",
                    policy: document,
                },
                // IAM cannot change it, see `PermissionsBoundary`.
                { parent: this, ignoreChanges: ["description"] },
            ),
        );
        this.policyArn = policy.arn;
        this.registerOutputs({ policyArn: this.policyArn });
    }
}
