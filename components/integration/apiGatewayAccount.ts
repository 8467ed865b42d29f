import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole, type RoleTransform } from "../identity/serviceRole";
import { locationOf } from "../shared/location";
import { transformed, type Transform } from "../shared/transform";

/** Arguments for {@link ApiGatewayAccount}. */
export interface ApiGatewayAccountArgs {
    readonly permissionsBoundaryArn: pulumi.Input<string>;
    /** The last word on each child. @default - none */
    readonly transform?: Pick<RoleTransform, "role"> & {
        readonly attachment?: Transform<aws.iam.RolePolicyAttachmentArgs>;
        readonly account?: Transform<aws.apigateway.AccountArgs>;
    };
}

/**
 * The role by which API Gateway writes logs: one setting for each account and region, whatever the number of APIs and
 * environments (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html). Making it replaces the role
 * that was set before, so it has one owner, and `platform up` refuses a second one. Deleting the setting would take away whatever
 * role is set then, that of another environment, too, so it stays when its owner goes: what it names is gone with the owner.
 *
 * The trust names no source account, other than that of most services: AWS's page asks for `apigateway.amazonaws.com` alone,
 * tries the role at once when it is set, and documents no source key for it; for the roles of integrations API Gateway is known to
 * send none, so that a condition fails every call (aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws#479).
 * That only API Gateway can use the role, and only to write logs into this account, is what limits it.
 *
 * Creates: `<name>` (role, account setting), `<name>-logs` (attachment).
 */
export class ApiGatewayAccount extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: ApiGatewayAccountArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:integration:ApiGatewayAccount", name, args, opts);
        const { transform = {} } = args;
        const role = new ServiceRole(
            name,
            {
                service: "apigateway.amazonaws.com",
                description: "Lets API Gateway write access and execution logs",
                permissionsBoundaryArn: args.permissionsBoundaryArn,
                transform: { role: transform.role },
            },
            { parent: this },
        );
        const { partition } = locationOf(this);
        const attachment = new aws.iam.RolePolicyAttachment(
            ...transformed(
                transform.attachment,
                `${name}-logs`,
                {
                    role: role.roleName,
                    policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
                },
                { parent: this },
            ),
        );
        new aws.apigateway.Account(
            ...transformed(
                transform.account,
                name,
                { cloudwatchRoleArn: role.roleArn },
                // API Gateway tries the role when it is set, and refuses one that cannot write logs yet.
                { parent: this, dependsOn: [attachment], retainOnDelete: true },
            ),
        );
        this.roleArn = role.roleArn;
        this.registerOutputs({ roleArn: this.roleArn });
    }
}
