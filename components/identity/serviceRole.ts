import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Grantee } from "./grantee";
import { transformed, type Transform } from "../shared/transform";

/** The last word on a role and on what it is granted. */
export interface RoleTransform {
    readonly role?: Transform<aws.iam.RoleArgs>;
    /** Each grant: `<name>-<purpose>`. */
    readonly policies?: Transform<aws.iam.RolePolicyArgs>;
}

/** Arguments for {@link ServiceRole}. */
export interface ServiceRoleArgs {
    /** Service principal that may assume the role, for example `lambda.amazonaws.com`. */
    readonly service: string;
    /** What the role is for, shown in the IAM console. */
    readonly description: string;
    /** ARN of the managed policy that bounds the role. */
    readonly permissionsBoundaryArn: pulumi.Input<string>;
    /**
     * Only this account may make the service assume the role, which keeps other accounts' resources from using it as a deputy
     * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Lambda's own trust does not carry the key.
     *
     * @default - no condition
     */
    readonly sourceAccount?: pulumi.Input<string>;
    /** The last word on each child. @default - none */
    readonly transform?: RoleTransform;
}

/**
 * A role that one AWS service assumes for one purpose, without any permission until a resource grants it.
 *
 * Creates: `<name>` (role).
 */
export class ServiceRole extends pulumi.ComponentResource implements Grantee {
    public readonly roleName: pulumi.Output<string>;
    public readonly roleArn: pulumi.Output<string>;
    private readonly transform: RoleTransform;

    constructor(
        private readonly ownName: string,
        args: ServiceRoleArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("platform:identity:ServiceRole", ownName, args, opts);
        this.transform = args.transform ?? {};
        const role = new aws.iam.Role(
            ...transformed(
                this.transform.role,
                ownName,
                {
                    description: args.description,
                    assumeRolePolicy: pulumi.jsonStringify({
                        Version: "2012-10-17",
                        Statement: [
                            {
                                Effect: "Allow",
                                Action: "sts:AssumeRole",
                                Principal: { Service: args.service },
                                ...(args.sourceAccount === undefined
                                    ? {}
                                    : { Condition: { StringEquals: { "aws:SourceAccount": args.sourceAccount } } }),
                            },
                        ],
                    }),
                    permissionsBoundary: args.permissionsBoundaryArn,
                    maxSessionDuration: 3600,
                },
                { parent: this },
            ),
        );
        this.roleName = role.name;
        this.roleArn = role.arn;
        this.registerOutputs({ roleName: this.roleName, roleArn: this.roleArn });
    }

    /** See {@link Grantee.grantName}. */
    get grantName(): string {
        return this.ownName;
    }

    /** See {@link Grantee.grantParent}. */
    get grantParent(): pulumi.Resource {
        return this;
    }

    /** See {@link Grantee.grantTransform}. */
    get grantTransform(): RoleTransform["policies"] {
        return this.transform.policies;
    }
}
