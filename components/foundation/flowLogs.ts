import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { attachGrant } from "../identity/grantee";
import { ServiceRole, type RoleTransform } from "../identity/serviceRole";
import { locationOf } from "../shared/location";
import { transformed, type Transform } from "../shared/transform";

/** Seconds over which packets are summed up; 60 or 600, and 600 makes a tenth of the records. */
const AGGREGATION_SECONDS = 600;

/** The last word on what flow logs are made of. */
export interface FlowLogsTransform extends RoleTransform {
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly flowLog?: Transform<aws.ec2.FlowLogArgs>;
}

/** Arguments for {@link FlowLogs}. */
export interface FlowLogsArgs {
    readonly vpcId: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts the log group; its policy must hold `logGroupsUse`. */
    readonly keyArn: pulumi.Input<string>;
    /** Days that the log group keeps records; one of CloudWatch Logs' values. */
    readonly retentionDays: number;
    readonly permissionsBoundaryArn: pulumi.Input<string>;
    /** The last word on each child. @default - none */
    readonly transform?: FlowLogsTransform;
}

/**
 * A record of all traffic of a VPC, accepted and rejected, in an encrypted log group.
 *
 * Creates: `<name>` (log group, role, flow log) and the role policy `<name>-write`.
 */
export class FlowLogs extends pulumi.ComponentResource {
    public readonly logGroupName: pulumi.Output<string>;

    constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:foundation:FlowLogs", name, args, opts);
        const child = { parent: this };
        const { transform = {} } = args;
        const { accountId, region, partition } = locationOf(this);
        const logGroup = new aws.cloudwatch.LogGroup(
            ...transformed(
                transform.logGroup,
                name,
                { retentionInDays: args.retentionDays, kmsKeyId: args.keyArn },
                child,
            ),
        );
        const role = new ServiceRole(
            name,
            {
                service: "vpc-flow-logs.amazonaws.com",
                description: `Writes the flow logs ${name}`,
                permissionsBoundaryArn: args.permissionsBoundaryArn,
                sourceAccount: accountId,
                transform: { role: transform.role, policies: transform.policies },
            },
            child,
        );
        // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, less the creation of log groups.
        const write = attachGrant(role, "write", [
            {
                actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                resources: [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`],
            },
            {
                actions: ["logs:DescribeLogGroups"],
                resources: [pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:*`],
            },
        ]);
        new aws.ec2.FlowLog(
            ...transformed(
                transform.flowLog,
                name,
                {
                    vpcId: args.vpcId,
                    trafficType: "ALL",
                    logDestinationType: "cloud-watch-logs",
                    logDestination: logGroup.arn,
                    iamRoleArn: role.roleArn,
                    maxAggregationInterval: AGGREGATION_SECONDS,
                },
                { parent: this, dependsOn: [write] },
            ),
        );
        this.logGroupName = logGroup.name;
        this.registerOutputs({ logGroupName: this.logGroupName });
    }
}
