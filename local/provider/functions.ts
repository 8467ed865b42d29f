import type { FunctionRow } from "./row";

const DNS_SUFFIX = "amazonaws.com";

/** The provider functions that the embedded environment answers, by token. */
export const functions: ReadonlyMap<string, FunctionRow> = new Map(
    (
        [
            {
                token: "aws:index/getCallerIdentity:getCallerIdentity",
                args: [],
                answer: ({ accountId, partition }) => ({
                    id: accountId,
                    accountId,
                    userId: accountId,
                    arn: `arn:${partition}:iam::${accountId}:root`,
                }),
            },
            {
                token: "aws:index/getRegion:getRegion",
                args: ["region"],
                answer: ({ region }) => ({
                    id: region,
                    region,
                    name: region,
                    description: region,
                    endpoint: `ec2.${region}.${DNS_SUFFIX}`,
                }),
            },
            {
                token: "aws:index/getPartition:getPartition",
                args: [],
                answer: ({ partition }) => ({
                    id: partition,
                    partition,
                    dnsSuffix: DNS_SUFFIX,
                    reverseDnsPrefix: "com.amazonaws",
                }),
            },
            {
                token: "aws:index/getAvailabilityZones:getAvailabilityZones",
                // Whatever is filtered, these are left: they are available, and availability zones.
                args: ["state", "filters", "region"],
                answer: ({ region }, { state }) => ({
                    id: region,
                    region,
                    state,
                    names: ["a", "b", "c"].map((zone) => `${region}${zone}`),
                    zoneIds: [1, 2, 3].map((zone) => `${abbreviated(region)}-az${zone}`),
                    groupNames: [`${region}-zg-1`],
                }),
            },
        ] satisfies FunctionRow[]
    ).map((row) => [row.token, row]),
);

/** `eu-west-1` is `euw1` in the ids of zones. */
export function abbreviated(region: string): string {
    const [area = "", ...rest] = region.split("-");
    return `${area}${rest.map((part) => part[0]).join("")}`;
}
