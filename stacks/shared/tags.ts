import * as pulumi from "@pulumi/pulumi";

/** Types in use that AWS can tag; `tags.spec.ts` compares the list with the provider's own types. */
export const TAGGABLE_TYPES: ReadonlySet<string> = new Set([
    "aws:apigateway/restApi:RestApi",
    "aws:apigateway/stage:Stage",
    "aws:cloudtrail/trail:Trail",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cognito/userPool:UserPool",
    "aws:dynamodb/table:Table",
    "aws:ec2/eip:Eip",
    "aws:ec2/flowLog:FlowLog",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:iam/policy:Policy",
    "aws:iam/role:Role",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "aws:kinesis/stream:Stream",
    "aws:kms/key:Key",
    "aws:lambda/function:Function",
    "aws:s3/bucket:Bucket",
    "aws:sqs/queue:Queue",
]);

/** Gives every taggable resource of the running stack these tags; a resource's own tag of the same name wins. */
export function tagEverything(tags: Readonly<Record<string, string>>): void {
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
        TAGGABLE_TYPES.has(type)
            ? { props: { ...(props as Tagged), tags: withTags((props as Tagged).tags, tags) }, opts }
            : undefined,
    );
}

interface Tagged {
    readonly tags?: pulumi.Input<Record<string, string>>;
}

function withTags(own: Tagged["tags"], tags: Readonly<Record<string, string>>): pulumi.Output<Record<string, string>> {
    return pulumi.output(own).apply((found) => ({ ...tags, ...found }));
}
