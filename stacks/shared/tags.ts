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
    // Hands its tags on to everything that it makes, which transformations of the program do not see.
    "awsx:ec2:Vpc",
]);

/** Tags by name. */
export type Tags = Readonly<Record<string, string>>;

/** Gives every taggable resource of the running stack these tags; a resource's own tag of the same name wins. */
export function tagEverything(tags: Tags): void {
    pulumi.runtime.registerStackTransformation(tagTransformation(tags));
}

/** The transformation behind {@link tagEverything}. */
export function tagTransformation(tags: Tags): pulumi.ResourceTransformation {
    return ({ type, props, opts }) => {
        if (!TAGGABLE_TYPES.has(type)) return undefined;
        const given = props as { readonly tags?: pulumi.Input<Tags> };
        return { props: { ...given, tags: pulumi.output(given.tags).apply((own) => ({ ...tags, ...own })) }, opts };
    };
}
