import assert from "node:assert/strict";
import { terraformType } from "./terraformNames";
import { terraformPlan } from "./terraformPlan";
import type { Resource } from "./states";

const urnOf = (type: string, name: string) => `urn:pulumi:prod::platform-data::${type}::${name}`;

function planOf(...resources: readonly Resource[]) {
    return terraformPlan({ version: 3, deployment: { resources } });
}

function valuesOf(type: string, inputs: Record<string, unknown>) {
    return planOf({ urn: urnOf(type, "it"), type, id: "it", inputs }).planned_values.root_module.resources[0].values;
}

const bucket: Resource = {
    urn: urnOf("aws:s3/bucket:Bucket", "lake"),
    type: "aws:s3/bucket:Bucket",
    id: "lake-2bca23a",
    inputs: {
        __defaults: ["bucket"],
        bucket: "lake-2bca23a",
        forceDestroy: false,
        tags: { costCenter: "orders", __defaults: [] },
    },
    outputs: { arn: "arn:aws:s3:::lake-2bca23a", bucketRegionalDomainName: "lake-2bca23a.s3.eu-west-1.amazonaws.com" },
};

describe("Terraform plans for the bench", () => {
    it("have a bucket as Terraform plans it", () => {
        const values = {
            bucket: "lake-2bca23a",
            force_destroy: false,
            tags: { costCenter: "orders" },
            arn: "arn:aws:s3:::lake-2bca23a",
            id: "lake-2bca23a",
        };
        const { planned_values, resource_changes } = planOf(bucket);
        const described = {
            address: "aws_s3_bucket.lake",
            mode: "managed",
            type: "aws_s3_bucket",
            name: "lake",
            provider_name: "registry.terraform.io/hashicorp/aws",
        };
        assert.deepEqual(planned_values.root_module.resources, [{ ...described, values }]);
        assert.deepEqual(resource_changes, [
            { ...described, change: { actions: ["create"], before: null, after: values, after_unknown: {} } },
        ]);
    });

    it("have the references between resources, and none to others", () => {
        const policy: Resource = {
            urn: urnOf("aws:s3/bucketPolicy:BucketPolicy", "lake"),
            type: "aws:s3/bucketPolicy:BucketPolicy",
            inputs: { bucket: "lake-2bca23a" },
            propertyDependencies: {
                bucket: [bucket.urn],
                policy: ["urn:pulumi:prod::platform-data::x:y:Z::z"],
                other: null,
            },
        };
        const [, { address, expressions } = assert.fail()] = planOf(bucket, policy).configuration.root_module.resources;
        assert.equal(address, "aws_s3_bucket_policy.lake");
        assert.deepEqual(expressions, { bucket: { references: ["aws_s3_bucket.lake.id", "aws_s3_bucket.lake"] } });
    });

    it("have blocks as lists, under their singular names, and maps as they are", () => {
        assert.deepEqual(
            valuesOf("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
                rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
            }),
            {
                rule: [
                    {
                        apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }],
                        bucket_key_enabled: true,
                    },
                ],
                id: "it",
            },
        );
        assert.deepEqual(
            valuesOf("aws:lambda/function:Function", {
                environment: { variables: { ORDERS_TABLE: "orders" } },
                code: { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", path: "code.zip" },
                architectures: ["arm64"],
            }),
            {
                environment: [{ variables: { ORDERS_TABLE: "orders" } }],
                filename: "code.zip",
                architectures: ["arm64"],
                id: "it",
            },
        );
    });

    it("leave out components, and number names that occur twice", () => {
        const component = {
            urn: urnOf("platform:data:ProtectedBucket", "lake"),
            type: "platform:data:ProtectedBucket",
        };
        const child = { ...bucket, urn: urnOf("platform:data:ProtectedBucket$aws:s3/bucket:Bucket", "lake") };
        const addresses = planOf(bucket, component, child).planned_values.root_module.resources.map(
            ({ address }) => address,
        );
        assert.deepEqual(addresses, ["aws_s3_bucket.lake", "aws_s3_bucket.lake_2"]);
    });

    for (const [token, type] of Object.entries({
        "aws:sqs/queuePolicy:QueuePolicy": "aws_sqs_queue_policy",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "aws_vpc_endpoint",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
        "aws:apigateway/restApi:RestApi": "aws_api_gateway_rest_api",
        "aws:apigateway/response:Response": "aws_api_gateway_gateway_response",
        "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "aws_kinesis_firehose_delivery_stream",
    }))
        it(`name ${token} ${type}`, () => assert.equal(terraformType(token), type));
});
