import * as ec2 from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { tagMap } from "../../live";
import type { Props } from "../../row";
import { describeRows, type Make } from "../../testing/exercise";
import { makeVpc } from "../../testing/network";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const EVERYWHERE = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
const HTTPS = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

const makeGroup = async (make: Make) => (await make(GROUP, { vpcId: await makeVpc(make) })).id;
/** The rule, which has to be for this direction. */
const rule = (isEgress: boolean) =>
    [
        ec2.DescribeSecurityGroupRulesCommand,
        ({ SecurityGroupRules: [found] = [] }: { SecurityGroupRules?: Props[] }) => {
            if (found !== undefined) assert.equal(found.IsEgress, isEgress);
            return found && { ...found, securityGroupId: found.GroupId };
        },
    ] as const;

describeRows("the rows of EC2's security groups", {
    "make a group that lets nothing in and nothing out": {
        type: GROUP,
        inputs: async (make) => ({ vpcId: await makeVpc(make), description: "Endpoints", tags: { a: "1" } }),
        looks: [[ec2.DescribeSecurityGroupsCommand, "SecurityGroups.0"]],
        readBack: rulesOf,
        shows: [[], []],
        update: { tags: { b: "2" } },
        outputs: ({ state }) => assert.match(state.name, /^subject-/),
    },
    "make a group with rules inside it, and change them": {
        type: GROUP,
        inputs: async (make) => ({
            vpcId: await makeVpc(make),
            ingress: [
                { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.1.0.0/16"], description: "HTTPS" },
                { protocol: "tcp", fromPort: 8000, toPort: 8100, self: true },
            ],
            egress: [EVERYWHERE],
        }),
        readBack: rulesOf,
        shows: [["tcp 443-443 10.1.0.0/16 HTTPS", "tcp 8000-8100 self"], ["-1 0.0.0.0/0"]],
        update: {
            ingress: [{ protocol: "udp", fromPort: 53, toPort: 53, cidrBlocks: ["10.1.0.2/32"] }],
            egress: [],
        },
        updated: [["udp 53-53 10.1.0.2/32"], []],
    },
    "adopt a VPC's default group, empty it, and leave it to the VPC": {
        type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        inputs: async (make) => ({ vpcId: await makeVpc(make), tags: { a: "1" } }),
        async readBack(clients, id) {
            const { GroupName, Tags } = await group(clients, id);
            return [GroupName, ...(await rulesOf(clients, id)), tagMap(Tags)];
        },
        shows: ["default", [], [], { a: "1" }],
        update: { egress: [EVERYWHERE], tags: undefined },
        updated: ["default", [], ["-1 0.0.0.0/0"], {}],
        leaves: ["default", [], [], { a: "1" }],
    },
    "make an ingress rule": {
        type: INGRESS,
        inputs: async (make) => ({
            ...HTTPS,
            securityGroupId: await makeGroup(make),
            cidrIpv4: "10.1.0.0/16",
            description: "HTTPS",
            tags: { a: "1" },
        }),
        looks: [rule(false)],
        update: { fromPort: 8443, toPort: 8443, cidrIpv4: "10.0.0.0/8", description: "Other", tags: { b: "2" } },
        outputs: ({ id, state }) => assert.equal(state.securityGroupRuleId, id),
    },
    "make an egress rule to another group": {
        type: EGRESS,
        async inputs(make) {
            const securityGroupId = await makeGroup(make);
            return { securityGroupId, ipProtocol: "-1", referencedSecurityGroupId: securityGroupId };
        },
        looks: [rule(true)],
        names: { referencedSecurityGroupId: "ReferencedGroupInfo.GroupId" },
    },
    "tell rules for two prefix lists apart": {
        type: EGRESS,
        async inputs(make) {
            const securityGroupId = await makeGroup(make);
            await make(EGRESS, { ...HTTPS, securityGroupId, prefixListId: "pl-22222222" });
            return { ...HTTPS, securityGroupId, prefixListId: "pl-11111111" };
        },
        looks: [rule(true)],
        unseen: ["prefixListId"],
        readBack: async (clients, _id, { securityGroupId }) => (await rulesOf(clients, securityGroupId))[1],
        shows: ["tcp 443-443 pl-11111111", "tcp 443-443 pl-22222222"],
        untold: ["prefixListId"],
    },
});

async function group(clients: Clients, id: string) {
    return (await clients.ec2().send(new ec2.DescribeSecurityGroupsCommand({ GroupIds: [id] }))).SecurityGroups![0];
}

/** The group's rules for what comes in and what goes out as lines of text, sorted. */
async function rulesOf(clients: Clients, id: string): Promise<[string[], string[]]> {
    const { IpPermissions, IpPermissionsEgress } = await group(clients, id);
    const lines = (permissions: typeof IpPermissions = []) =>
        permissions
            .map(({ IpProtocol, FromPort, ToPort, ...targets }) => {
                const named = [
                    ...(targets.IpRanges ?? []).map(({ CidrIp, Description }) => [CidrIp, Description]),
                    ...(targets.PrefixListIds ?? []).map(({ PrefixListId }) => [PrefixListId]),
                    ...(targets.UserIdGroupPairs ?? []).map(({ GroupId }) => [GroupId === id ? "self" : GroupId]),
                ];
                return [IpProtocol, FromPort && `${FromPort}-${ToPort}`, ...named.flat()].filter(Boolean).join(" ");
            })
            .sort();
    return [lines(IpPermissions), lines(IpPermissionsEgress)];
}
