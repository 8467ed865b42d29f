import assert from "node:assert/strict";
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The account in which mocked resources live: AWS's example account. */
const ACCOUNT = "111122223333";
/** The region in which mocked resources live. */
const REGION = "eu-west-1";

/** One resource as it reached the engine. */
export type Recorded = pulumi.runtime.MockResourceArgs;

/** Outputs that stand in for what AWS computes, by resource type and logical name. */
type ComputedOutputs = Readonly<Record<string, (name: string) => Record<string, unknown>>>;

/** Options for {@link installMocks}. */
export interface MockOptions {
    /** Answers to invokes beyond those that say where the program runs, by token. */
    readonly calls?: Readonly<Record<string, (inputs: any) => Record<string, unknown>>>;
    /** Outputs of resource types, added to and overriding the usual ones. */
    readonly outputs?: ComputedOutputs;
    /** Outputs of other stacks, by full stack name. */
    readonly stacks?: Readonly<Record<string, Record<string, unknown>>>;
    /** Name of the program's stack. @default "dev" */
    readonly stack?: string;
    /** Runs the program as a preview. @default false */
    readonly preview?: boolean;
}

const WHERE: NonNullable<MockOptions["calls"]> = {
    "aws:index/getCallerIdentity:getCallerIdentity": () => ({
        accountId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:user/deployer`,
        id: ACCOUNT,
        userId: "AIDAEXAMPLE",
    }),
    // In no order, and with a Local Zone that the account has opted in to, where nobody asks for availability zones only.
    "aws:index/getAvailabilityZones:getAvailabilityZones": ({ filters = [] }: aws.GetAvailabilityZonesArgs) => ({
        names: [
            ...["c", "a", "b"].map((zone) => `${REGION}${zone}`),
            ...(filters.some(({ name, values }) => name === "zone-type" && values.includes("availability-zone"))
                ? []
                : [`${REGION}-dub-1a`]),
        ],
    }),
    "aws:index/getPartition:getPartition": () => ({ partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" }),
    "aws:index/getRegion:getRegion": () => ({ region: REGION, id: REGION }),
};

const COMPUTED: ComputedOutputs = {
    "aws:s3/bucket:Bucket": (name) => ({
        arn: `arn:aws:s3:::${name}`,
        bucket: name,
        bucketRegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
    }),
    "aws:kms/key:Key": (name) => ({ arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${name}`, keyId: name }),
    "aws:iam/role:Role": (name) => ({ arn: `arn:aws:iam::${ACCOUNT}:role/${name}` }),
    "aws:iam/policy:Policy": (name) => ({ arn: `arn:aws:iam::${ACCOUNT}:policy/${name}` }),
    "aws:dynamodb/table:Table": (name) => ({
        arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`,
        streamArn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}/stream/2026-01-01T00:00:00.000`,
    }),
    "aws:kinesis/stream:Stream": (name) => ({ arn: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${name}` }),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (name) => ({
        arn: `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/${name}`,
    }),
    "aws:cloudwatch/logGroup:LogGroup": (name) => ({ arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}` }),
    "aws:lambda/function:Function": (name) => ({
        arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`,
        version: "1",
    }),
    "aws:lambda/alias:Alias": (name) => ({
        arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`,
        invokeArn: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${name}/invocations`,
    }),
    "aws:sqs/queue:Queue": (name) => ({
        arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`,
        url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    }),
    "awsx:ec2:Vpc": (name) => ({
        vpcId: `vpc-${name}`,
        publicSubnetIds: [`subnet-${name}-public-1`, `subnet-${name}-public-2`],
        privateSubnetIds: [`subnet-${name}-private-1`, `subnet-${name}-private-2`],
        isolatedSubnetIds: [],
        routeTables: [{ id: `rtb-${name}-1` }, { id: `rtb-${name}-2` }],
    }),
};

const recorded: Recorded[] = [];
const refused: Error[] = [];

/**
 * Installs recording mocks: every resource is kept for {@link resourcesOfType}, none is created. Outputs that nobody described
 * are `name`, `arn` and the inputs. An invoke that nobody described throws, so that no test passes on an answer nobody wrote.
 */
export function installMocks(options: MockOptions = {}): void {
    recorded.length = 0;
    refused.length = 0;
    const calls = { ...WHERE, ...options.calls };
    const outputs = { ...COMPUTED, ...options.outputs };
    // The SDK sets them before it returns; its promise says nothing more.
    void pulumi.runtime.setMocks(
        {
            newResource(args) {
                if (args.type === "pulumi:pulumi:StackReference") {
                    return {
                        id: args.inputs.name,
                        state: { ...args.inputs, outputs: options.stacks?.[args.inputs.name] ?? {} },
                    };
                }
                recorded.push(args);
                const service = args.type.split(/[:/]/)[1];
                const computed = {
                    name: args.name,
                    arn: `arn:aws:${service}:${REGION}:${ACCOUNT}:${args.name}`,
                    ...outputs[args.type]?.(args.name),
                };
                return { id: `${args.name}-id`, state: { ...computed, ...args.inputs } };
            },
            call(args) {
                const answer = calls[args.token];
                if (answer === undefined) throw refusal(`No mock for the invoke ${args.token}.`);
                return answer(args.inputs);
            },
        },
        "platform-test",
        options.stack ?? "dev",
        options.preview ?? false,
        "acme",
    );
}

/** The SDK passes on the `details` of an error, as gRPC has them, and drops its message. */
function refusal(details: string): Error {
    const error = Object.assign(new Error(details), { details });
    refused.push(error);
    return error;
}

/** All recorded resources, components among them. */
export function resources(): readonly Recorded[] {
    return recorded;
}

/** The recorded resources of one type, such as `aws:kms/key:Key`. */
export function resourcesOfType(type: string): Recorded[] {
    return recorded.filter((resource) => resource.type === type);
}

/** The inputs of the one resource with this type and logical name; fails when there is none. */
export function inputsOf(type: string, name: string): Record<string, any> {
    const found = recorded.filter((resource) => resource.type === type && resource.name === name);
    const names = resourcesOfType(type).map((resource) => resource.name);
    assert.equal(found.length, 1, `expected one ${type} named '${name}'; there are: ${names.join(", ") || "none"}`);
    return found[0].inputs;
}

/** Waits until every registered resource has reached the mocks; rejects when an invoke was refused. */
export async function settled(): Promise<void> {
    await pulumi.runtime.disconnect();
    // A resource that waits for such an invoke is missing without further notice.
    if (refused.length > 0) throw refused[0];
}

/** The value of an output; rejects when it failed. */
export function valueOf<T>(input: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
    // `promise()` is part of every output, but not of its public type.
    const output = pulumi.output(input) as unknown as { promise(): Promise<pulumi.Unwrap<T>> };
    return output.promise();
}
