import { APIGatewayClient, GetAccountCommand, paginateGetRestApis } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, GetApisCommand, type Api } from "@aws-sdk/client-apigatewayv2";
import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import {
    DescribeAddressesCommand,
    DescribeAvailabilityZonesCommand,
    EC2Client,
    paginateDescribeNatGateways,
    paginateDescribeSubnets,
    paginateDescribeVpcEndpoints,
    paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetServiceQuotaCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import {
    fromNodeProviderChain,
    fromTemporaryCredentials,
    type FromTemporaryCredentialsOptions,
} from "@aws-sdk/credential-providers";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Account } from "./account";
import { secondsOf } from "../../../stacks/shared/awsSettings";
import type { EnvironmentConfig } from "../../../stacks/shared/config";

type AssumedRole = NonNullable<EnvironmentConfig["aws"]["assumeRoles"]>[number];

/** No answer is worth a longer wait: what could not be asked is only told. In milliseconds. */
const LIMITS = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/** An environment's account as AWS tells of it, asked as whom the environment is deployed. */
export function awsAccount(
    { region, profile, assumeRoles = [] }: EnvironmentConfig["aws"],
    handler = new NodeHttpHandler(LIMITS),
): Account {
    const own = fromNodeProviderChain({ profile, clientConfig: { region } });
    const credentials = assumeRoles.reduce(
        (masterCredentials, role) =>
            fromTemporaryCredentials({
                masterCredentials,
                params: assumptionOf(role),
                clientConfig: { region, requestHandler: handler },
            }),
        own,
    );
    const configuration = { region, credentials, maxAttempts: 2, requestHandler: handler };
    const ec2 = new EC2Client(configuration);
    const apiGateway = new APIGatewayClient(configuration);
    const subnetZones = async () => {
        const zones = new Map<string, string>();
        for await (const { Subnets = [] } of paginateDescribeSubnets({ client: ec2 }, {}))
            for (const { SubnetId = "", AvailabilityZone = "" } of Subnets) zones.set(SubnetId, AvailabilityZone);
        return zones;
    };
    return {
        async quota(ServiceCode, QuotaCode) {
            const client = new ServiceQuotasClient(configuration);
            const { Quota } = await client.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }));
            return known(Quota?.Value);
        },
        async concurrency() {
            const { AccountLimit } = await new LambdaClient(configuration).send(new GetAccountSettingsCommand({}));
            return {
                all: known(AccountLimit?.ConcurrentExecutions),
                unreserved: known(AccountLimit?.UnreservedConcurrentExecutions),
            };
        },
        async elasticIps() {
            const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
            return Addresses.map(({ AllocationId = "" }) => AllocationId);
        },
        vpcs: () => every(paginateDescribeVpcs({ client: ec2 }, {}), ({ Vpcs = [] }) => Vpcs.map(({ VpcId }) => VpcId)),
        gatewayEndpoints: () =>
            every(
                paginateDescribeVpcEndpoints(
                    { client: ec2 },
                    { Filters: [{ Name: "vpc-endpoint-type", Values: ["Gateway"] }] },
                ),
                ({ VpcEndpoints = [] }) => VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId),
            ),
        async natGateways() {
            // Those that are being deleted count, too (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html).
            const pages = paginateDescribeNatGateways(
                { client: ec2 },
                { Filter: [{ Name: "state", Values: ["pending", "available", "deleting"] }] },
            );
            const gateways = await every(pages, ({ NatGateways = [] }) => NatGateways);
            const zones = await subnetZones();
            return gateways.map(({ NatGatewayId: id = "", SubnetId = "" }) => ({
                id,
                zone: zones.get(SubnetId) ?? "",
            }));
        },
        async zones() {
            const { AvailabilityZones = [] } = await ec2.send(
                new DescribeAvailabilityZonesCommand({
                    // As `Network` chooses them: in a zone that is impaired, too.
                    Filters: [{ Name: "zone-type", Values: ["availability-zone"] }],
                }),
            );
            return AvailabilityZones.map(({ ZoneName = "" }) => ZoneName).sort();
        },
        async trails() {
            const client = new CloudTrailClient(configuration);
            // Trails of other regions that record this one count here, too.
            const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
            return trailList.map(({ TrailARN = "" }) => TrailARN);
        },
        loggingRole: async () => (await apiGateway.send(new GetAccountCommand({}))).cloudwatchRoleArn || undefined,
        async roleExists(arn) {
            const RoleName = arn.slice(arn.lastIndexOf("/") + 1);
            try {
                const { Role } = await new IAMClient(configuration).send(new GetRoleCommand({ RoleName }));
                return Role?.Arn === arn;
            } catch (error) {
                if ((error as Error).name === "NoSuchEntityException") return false;
                throw error;
            }
        },
        restApis: () =>
            every(paginateGetRestApis({ client: apiGateway }, {}), ({ items = [] }) => items.map(({ id }) => id)),
        async webSocketApis() {
            const client = new ApiGatewayV2Client(configuration);
            const all: Api[] = [];
            let NextToken: string | undefined;
            do {
                const page = await client.send(new GetApisCommand({ NextToken }));
                all.push(...(page.Items ?? []));
                NextToken = page.NextToken;
            } while (NextToken !== undefined);
            return all.filter(({ ProtocolType }) => ProtocolType === "WEBSOCKET").map(({ ApiId = "" }) => ApiId);
        },
    };
}

/**
 * What STS is told to assume a role: all that the official provider tells it, since a trust policy may ask for any of it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
function assumptionOf(role: AssumedRole): FromTemporaryCredentialsOptions["params"] {
    return {
        RoleArn: role.roleArn,
        RoleSessionName: role.sessionName ?? "platform",
        ExternalId: role.externalId,
        DurationSeconds: role.duration === undefined ? undefined : secondsOf(role.duration),
        Policy: role.policy,
        PolicyArns: role.policyArns?.map((arn) => ({ arn })),
        SourceIdentity: role.sourceIdentity,
        Tags: role.tags && Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
        TransitiveTagKeys: role.transitiveTagKeys,
    };
}

async function every<Page, Item>(
    pages: AsyncIterable<Page>,
    itemsOf: (page: Page) => readonly (Item | undefined)[],
): Promise<Item[]> {
    const all: Item[] = [];
    for await (const page of pages) all.push(...itemsOf(page).filter((item) => item !== undefined));
    return all;
}

function known(value: number | undefined): number {
    if (value === undefined) throw new Error("AWS names no number.");
    return value;
}
