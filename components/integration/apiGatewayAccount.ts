import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/serviceRole";

/** API Gateway asks for the log permissions of this policy and checks them when the role is set. */
const LOGGING_POLICY_ARN = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

/** Arguments for {@link ApiGatewayAccount}. */
export interface ApiGatewayAccountArgs {
    readonly permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The role by which API Gateway writes logs: one for each account and region, whatever the number of APIs
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html).
 *
 * Creates: `<name>` (role, account setting), `<name>-logs` (attachment).
 */
export class ApiGatewayAccount extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: ApiGatewayAccountArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:integration:ApiGatewayAccount", name, args, opts);
        const role = new ServiceRole(
            name,
            {
                service: "apigateway.amazonaws.com",
                description: "Lets API Gateway write access and execution logs",
                permissionsBoundaryArn: args.permissionsBoundaryArn,
                sourceAccount: aws.getCallerIdentityOutput({}, { parent: this }).accountId,
            },
            { parent: this },
        );
        const attachment = new aws.iam.RolePolicyAttachment(
            `${name}-logs`,
            { role: role.roleName, policyArn: LOGGING_POLICY_ARN },
            { parent: this },
        );
        new aws.apigateway.Account(
            name,
            { cloudwatchRoleArn: role.roleArn },
            { parent: this, dependsOn: [attachment] },
        );
        this.roleArn = role.roleArn;
        this.registerOutputs({ roleArn: this.roleArn });
    }
}
