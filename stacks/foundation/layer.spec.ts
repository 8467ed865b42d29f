import assert from "node:assert/strict";
import { foundationLayer } from "./layer";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../../components/shared/testing/mocks";
import { sharedConfig } from "../shared/testing/sharedConfig";

const CONFIG: Parameters<typeof foundationLayer>[1] = {
    ...sharedConfig,
    platform: { ...sharedConfig.platform, deletionProtection: false },
    layer: {
        vpcCidr: "10.20.0.0/16",
        availabilityZones: 2,
        natGateways: "None",
        interfaceEndpoints: ["kms"],
        logArchiveDays: 30,
    },
};

describe("foundation layer", () => {
    beforeEach(() => installMocks());

    it("publishes the network, a key for each purpose, the archive and the boundary", async () => {
        const published = foundationLayer({}, CONFIG);
        const key = (name: string) => `arn:aws:kms:eu-west-1:111122223333:key/${name}`;
        assert.deepEqual(await valueOf({ ...published }), {
            network: {
                vpcId: "vpc-network-10.20.0.0-16",
                privateSubnetIds: ["subnet-network-10.20.0.0-16-private-1", "subnet-network-10.20.0.0-16-private-2"],
                endpointSecurityGroupId: "network-endpoints-id",
            },
            keys: {
                data: key("data"),
                streaming: key("streaming"),
                messaging: key("messaging"),
                logs: key("logs"),
            },
            logArchive: { name: "log-archive", arn: "arn:aws:s3:::log-archive" },
            permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
        });
    });

    it("makes no boundary where it is given one, and bounds by that", async () => {
        const given = "arn:aws:iam::111122223333:policy/delivery/ephemeral-boundary-dev-0123456";
        const platform = { ...CONFIG.platform, permissionsBoundaryArn: given };
        const { permissionsBoundaryArn } = await valueOf({ ...foundationLayer({}, { ...CONFIG, platform }) });
        await settled();
        assert.equal(permissionsBoundaryArn, given);
        assert.deepEqual(resourcesOfType("aws:iam/policy:Policy"), []);
        const roles = resourcesOfType("aws:iam/role:Role").map(({ inputs }) => inputs.permissionsBoundary);
        assert.deepEqual(roles, [given]);
    });

    it("names aliases and the trail after the environment", async () => {
        foundationLayer({}, CONFIG);
        await settled();
        assert.deepEqual(
            resourcesOfType("aws:kms/alias:Alias")
                .map(({ inputs }) => inputs.name)
                .sort(),
            ["data", "logs", "messaging", "streaming"].map((purpose) => `alias/platform/dev/${purpose}`),
        );
        assert.equal(inputsOf("aws:cloudtrail/trail:Trail", "trail").name, "platform-dev");
    });

    it("lets services use the keys of logs and messages only, and the trail write under its own", async () => {
        foundationLayer({}, CONFIG);
        await settled();
        const services = Object.fromEntries(
            resourcesOfType("aws:kms/key:Key").map(({ name, inputs }) => [
                name,
                JSON.parse(inputs.policy).Statement.flatMap((s: any) => s.Principal.Service ?? []),
            ]),
        );
        assert.deepEqual(services, {
            data: [],
            streaming: [],
            messaging: ["cloudwatch.amazonaws.com"],
            logs: ["logs.eu-west-1.amazonaws.com", "cloudtrail.amazonaws.com", "cloudtrail.amazonaws.com"],
        });
        const { kmsKeyId, s3BucketName } = inputsOf("aws:cloudtrail/trail:Trail", "trail");
        assert.deepEqual(
            { kmsKeyId, s3BucketName },
            { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/logs", s3BucketName: "log-archive" },
        );
    });

    it("follows the settings", async () => {
        foundationLayer({}, { ...CONFIG, platform: { ...CONFIG.platform, deletionProtection: true } });
        await settled();
        assert.equal(inputsOf("aws:s3/bucket:Bucket", "log-archive").forceDestroy, false);
        assert.equal(inputsOf("aws:kms/key:Key", "data").deletionWindowInDays, 30);
        const vpc = inputsOf("awsx:ec2:Vpc", "network-10.20.0.0-16");
        assert.deepEqual(
            [vpc.cidrBlock, vpc.availabilityZoneNames, vpc.natGateways],
            ["10.20.0.0/16", ["eu-west-1a", "eu-west-1b"], { strategy: "None" }],
        );
        assert.equal(inputsOf("aws:cloudwatch/logGroup:LogGroup", "network-flow").retentionInDays, 14);
        assert.equal(inputsOf("aws:ec2/vpcEndpoint:VpcEndpoint", "network-kms").vpcEndpointType, "Interface");
        const [rule] = inputsOf(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "log-archive-lifecycle",
        ).rules;
        assert.deepEqual(rule.expiration, { days: 30 });
    });
});
