import type { Account, Owned } from "./account";
import type { EnvironmentConfig } from "../../../stacks/shared/config";

/** Something that an account has a limited number of. */
export interface Need {
    /** What it is, as AWS's console has it. */
    readonly what: string;
    /** The layer that makes it. */
    readonly layer: string;
    /** How many the configuration needs in all. */
    readonly needed: number;
    /** The setting that decides over the number. */
    readonly setting?: string;
    /** The permissions to ask. */
    readonly permissions: readonly string[];
    /** By the codes of Service Quotas. @default - fixed by AWS */
    readonly quota?: { readonly service: string; readonly code: string };
    /** What the account gives out in all, and what others than this environment have of it. */
    readonly ask: () => Promise<{ readonly limit: number; readonly others: number }>;
}

/** Concurrent executions that have to stay for all functions without a reservation (https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html). */
const UNRESERVED = 100;
/** Fixed: CloudTrail has no adjustable quotas (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html). */
const TRAILS = 5;

/**
 * What an environment needs of the account that a new one may not have. AWS's tables name the quotas; Service Quotas lists their codes
 * (`aws service-quotas list-service-quotas --service-code vpc`):
 *
 * - VPC: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * - endpoints: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
 * - Lambda: https://docs.aws.amazon.com/general/latest/gr/lambda-service.html
 */
export function needsOf({ foundation, compute }: EnvironmentConfig, owned: Owned, account: Account): Need[] {
    const gateways = { None: 0, Single: 1, OnePerAz: foundation.availabilityZones }[foundation.natGateways];
    const others = (ids: readonly string[]) => ids.filter((id) => !owned.has(id)).length;
    // Another range makes another VPC with all that is in it, and the old one goes last: until then both count.
    const isMoving = owned.vpcRanges.length > 0 && !owned.vpcRanges.includes(foundation.vpcCidr);
    const staysOwn = (id: string) => !isMoving && owned.has(id);
    const listed = (
        [what, service, code]: readonly [string, string, string],
        permission: string,
        needed: number,
        list: () => Promise<readonly string[]>,
        setting?: string,
    ): Need => ({
        what,
        layer: "foundation",
        needed,
        setting,
        permissions: ["servicequotas:GetServiceQuota", permission],
        quota: { service, code },
        ask: async () => ({
            limit: await account.quota(service, code),
            others: (await list()).filter((id) => !staysOwn(id)).length,
        }),
    });
    const natSetting = "platform-foundation:natGateways";
    return [
        listed(["VPCs per Region", "vpc", "L-F678F1CE"], "ec2:DescribeVpcs", 1, () => account.vpcs()),
        listed(
            ["EC2-VPC Elastic IPs", "ec2", "L-0263D0A3"],
            "ec2:DescribeAddresses",
            gateways,
            () => account.elasticIps(),
            natSetting,
        ),
        {
            what: "NAT gateways per Availability Zone",
            layer: "foundation",
            needed: Math.min(gateways, 1),
            setting: natSetting,
            permissions: [
                "servicequotas:GetServiceQuota",
                "ec2:DescribeNatGateways",
                "ec2:DescribeSubnets",
                "ec2:DescribeAvailabilityZones",
            ],
            quota: { service: "vpc", code: "L-FE5A380F" },
            ask: async () => {
                const zones = (await account.zones()).slice(0, gateways);
                const there = (await account.natGateways()).filter(({ id }) => !staysOwn(id));
                const inZone = zones.map((zone) => there.filter((gateway) => gateway.zone === zone).length);
                return { limit: await account.quota("vpc", "L-FE5A380F"), others: Math.max(0, ...inZone) };
            },
        },
        listed(["Gateway VPC endpoints per Region", "vpc", "L-1B52E74A"], "ec2:DescribeVpcEndpoints", 2, () =>
            account.gatewayEndpoints(),
        ),
        {
            what: "Interface VPC endpoints per VPC",
            layer: "foundation",
            needed: foundation.interfaceEndpoints.length,
            setting: "platform-foundation:interfaceEndpoints",
            permissions: ["servicequotas:GetServiceQuota"],
            quota: { service: "vpc", code: "L-29B6F2EB" },
            ask: async () => ({ limit: await account.quota("vpc", "L-29B6F2EB"), others: 0 }),
        },
        {
            what: "CloudTrail trails per Region",
            layer: "foundation",
            needed: 1,
            permissions: ["cloudtrail:DescribeTrails"],
            ask: async () => ({ limit: TRAILS, others: others(await account.trails()) }),
        },
        {
            what: `Lambda concurrent executions to reserve, all but ${UNRESERVED}`,
            layer: "compute",
            needed: compute.reservedConcurrency,
            setting: "platform-compute:reservedConcurrency",
            permissions: ["lambda:GetAccountSettings"],
            quota: { service: "lambda", code: "L-B99A9384" },
            ask: async () => {
                const { all, unreserved } = await account.concurrency();
                return { limit: Math.max(0, all - UNRESERVED), others: all - unreserved - owned.reservedConcurrency };
            },
        },
    ].filter(({ needed }) => needed > 0);
}

/**
 * Why a need cannot be met.
 *
 * @returns nothing when it can
 */
export async function findShortage(need: Need, environment: string, region: string): Promise<string | undefined> {
    const { what, needed, setting, quota } = need;
    const { limit, others } = await need.ask();
    if (others + needed <= limit) return undefined;
    const lower = setting === undefined ? [] : [`lower ${setting} in Pulumi.${environment}.yaml`];
    const more =
        quota === undefined
            ? "take away what nobody needs"
            : `ask for more with 'aws service-quotas request-service-quota-increase --region ${region} --service-code ${quota.service} --quota-code ${quota.code} --desired-value NUMBER'`;
    return `${what}: '${environment}' needs ${needed}, and ${Math.max(0, limit - others)} of ${limit} are free. Either ${[...lower, more].join(", or ")}.`;
}
