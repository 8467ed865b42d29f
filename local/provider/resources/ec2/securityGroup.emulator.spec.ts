import { DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import type { Clients } from "../../clients";
import { tagMap } from "../../live";
import type { Props } from "../../row";
import { exerciseRow, type Exercise, type Make } from "../../testing/exercise";
import { ec2Rows } from ".";

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const EVERYWHERE = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

const exercise = (about: Exercise) => exerciseRow(ec2Rows, about);
const makeVpc = async (make: Make) => (await make(VPC, { cidrBlock: "10.1.0.0/16" })).id;
const makeGroup = async (make: Make) => (await make(GROUP, { vpcId: await makeVpc(make) })).id;

describe("the rows of EC2's security groups", function () {
    this.timeout(120_000);

    it("make a group that lets nothing in and nothing out", () =>
        exercise({
            type: GROUP,
            inputs: async (make) => ({ vpcId: await makeVpc(make), description: "Endpoints", tags: { a: "1" } }),
            async readBack(clients, id) {
                const { ingress, egress, tags } = await group(clients, id);
                return [ingress, egress, tags];
            },
            shows: [[], [], { a: "1" }],
            update: { inputs: { tags: { b: "2" } }, shows: [[], [], { b: "2" }] },
            replaceOn: { description: "Others", name: "another", namePrefix: "another-", vpcId: "vpc-0" },
            outputs: ({ state }) => assert.match(state.name, /^subject-/),
            untold: ["revokeRulesOnDelete"],
        }));

    it("make a group with rules inside it, and change them", () =>
        exercise({
            type: GROUP,
            inputs: async (make) => ({
                vpcId: await makeVpc(make),
                ingress: [
                    { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.1.0.0/16"], description: "HTTPS" },
                    { protocol: "tcp", fromPort: 8000, toPort: 8100, self: true },
                ],
                egress: [EVERYWHERE],
            }),
            async readBack(clients, id) {
                const { ingress, egress } = await group(clients, id);
                return [ingress, egress];
            },
            shows: [["tcp 443-443 10.1.0.0/16 HTTPS", "tcp 8000-8100 self"], ["-1 0.0.0.0/0"]],
            update: {
                inputs: {
                    ingress: [{ protocol: "udp", fromPort: 53, toPort: 53, cidrBlocks: ["10.1.0.2/32"] }],
                    egress: [],
                },
                shows: [["udp 53-53 10.1.0.2/32"], []],
            },
            untold: ["revokeRulesOnDelete"],
        }));

    it("adopt a VPC's default group, empty it, and leave it to the VPC", () =>
        exercise({
            type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            inputs: async (make) => ({ vpcId: await makeVpc(make), tags: { a: "1" } }),
            async readBack(clients, id) {
                const { name, ingress, egress, tags } = await group(clients, id);
                return [name, ingress, egress, tags];
            },
            shows: ["default", [], [], { a: "1" }],
            update: { inputs: { egress: [EVERYWHERE], tags: undefined }, shows: ["default", [], ["-1 0.0.0.0/0"], {}] },
            replaceOn: { vpcId: "vpc-0" },
            leaves: ["default", [], [], { a: "1" }],
            untold: ["revokeRulesOnDelete"],
        }));

    it("make an ingress rule", () =>
        exercise({
            type: INGRESS,
            inputs: async (make) => ({
                securityGroupId: await makeGroup(make),
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
                cidrIpv4: "10.1.0.0/16",
                description: "HTTPS",
                tags: { a: "1" },
            }),
            readBack: async (clients, id) => {
                const found = await rule(clients, id);
                return found && [found.IsEgress, found.FromPort, found.CidrIpv4, found.Description, tagMap(found.Tags)];
            },
            shows: [false, 443, "10.1.0.0/16", "HTTPS", { a: "1" }],
            update: {
                inputs: {
                    fromPort: 8443,
                    toPort: 8443,
                    cidrIpv4: "10.0.0.0/8",
                    description: "Other",
                    tags: { b: "2" },
                },
                shows: [false, 8443, "10.0.0.0/8", "Other", { b: "2" }],
            },
            replaceOn: { securityGroupId: "sg-0" },
            outputs: ({ id, state }) => assert.equal(state.securityGroupRuleId, id),
        }));

    it("make an egress rule to another group", () =>
        exercise({
            type: EGRESS,
            async inputs(make) {
                const securityGroupId = await makeGroup(make);
                return { securityGroupId, ipProtocol: "-1", referencedSecurityGroupId: securityGroupId };
            },
            async readBack(clients, id, state) {
                const found = await rule(clients, id);
                return (
                    found && [found.IsEgress, found.ReferencedGroupInfo?.GroupId === state.referencedSecurityGroupId]
                );
            },
            shows: [true, true],
            replaceOn: { securityGroupId: "sg-0" },
        }));

    it("tell rules for two prefix lists apart", async () => {
        const first = { ipProtocol: "tcp", fromPort: 443, toPort: 443, prefixListId: "pl-11111111" };
        await exercise({
            type: EGRESS,
            async inputs(make) {
                const securityGroupId = await makeGroup(make);
                await make(EGRESS, { ...first, securityGroupId, prefixListId: "pl-22222222" });
                return { ...first, securityGroupId };
            },
            async readBack(clients, id, { securityGroupId }) {
                if ((await rule(clients, id)) === undefined) return undefined;
                return (await group(clients, securityGroupId)).egress;
            },
            shows: ["tcp 443-443 pl-11111111", "tcp 443-443 pl-22222222"],
            untold: ["prefixListId"],
        });
    });
});

async function rule(clients: Clients, id: string) {
    const asked = new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [id] });
    return (await clients.ec2().send(asked)).SecurityGroupRules?.[0];
}

/** The group with its rules as lines of text, sorted. */
async function group(clients: Clients, id: string): Promise<Props> {
    const found = (await clients.ec2().send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }))).SecurityGroups![0];
    const lines = (permissions: typeof found.IpPermissions = []) =>
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
    return {
        name: found.GroupName,
        ingress: lines(found.IpPermissions),
        egress: lines(found.IpPermissionsEgress),
        tags: tagMap(found.Tags),
    };
}
