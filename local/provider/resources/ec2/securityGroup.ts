import * as ec2 from "@aws-sdk/client-ec2";
import { crudRow, type CrudRow, type Subject } from "../../crudRow";
import type { Props } from "../../row";
import { sameValue } from "../../values";
import { pick } from "../../wire";
import { arnOf, EC2, filters, newId, NOT_ENFORCED, owned } from "./support";

/** What a group of one's own and one that came with the VPC have in common. */
const GROUP = {
    ...EC2,
    lacks: ["egress.prefixListIds", "ingress.prefixListIds"],
    required: ["vpcId"],
    ineffective: { ingress: NOT_ENFORCED, egress: NOT_ENFORCED },
    id: newId("sg"),
    arn: arnOf("security-group"),
    own: ["revokeRulesOnDelete"],
    key: { GroupId: "id", GroupIds: "id" },
    names: { name: "GroupName" },
    read: [
        ec2.DescribeSecurityGroupsCommand,
        ({ SecurityGroups: [found] = [] }, { props }) =>
            found && { ...pick(found, ["Description", "GroupName", "Tags", "VpcId"]), ...rulesFound(found, props) },
    ],
} satisfies Partial<CrudRow>;

export const securityGroup = crudRow({
    ...GROUP,
    type: "aws:ec2/securityGroup:SecurityGroup",
    autoName: { property: "name", maxLength: 255 },
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    outputs: (context) => ({ ...owned(context), egress: [], ingress: [] }),
    async create({ context, send }, args) {
        const { GroupId } = await send(ec2.CreateSecurityGroupCommand, args);
        context.made(GroupId);
        // A new group lets everything out; the official provider takes that rule away.
        await setRules(send, GroupId, { egress: [], ...args });
        return { GroupId };
    },
    update: ({ id, send }, args) => setRules(send, id, args),
    async delete({ find, id, props, send, sendIfExists }) {
        if (props.revokeRulesOnDelete && (await find()) !== undefined)
            await setRules(send, id, { ingress: [], egress: [] });
        await sendIfExists(ec2.DeleteSecurityGroupCommand);
    },
});

/** `aws:ec2/defaultSecurityGroup:DefaultSecurityGroup`: adopts the group that came with the VPC and leaves it there. */
export const defaultSecurityGroup = crudRow({
    ...GROUP,
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    replaceOn: ["vpcId"],
    defaults: { revokeRulesOnDelete: false },
    outputs: (context) => ({ ...owned(context), name: "default", egress: [], ingress: [] }),
    async create({ send }, { vpcId, ...rules }) {
        const { SecurityGroups } = await send(
            ec2.DescribeSecurityGroupsCommand,
            filters({ "vpc-id": vpcId, "group-name": "default" }),
        );
        const GroupId = SecurityGroups?.[0]?.GroupId;
        if (GroupId === undefined) throw new Error(`VPC '${vpcId}' has no default security group to adopt.`);
        await setRules(send, GroupId, { ingress: [], egress: [], ...rules });
        return { GroupId };
    },
    update: ({ id, props, send }) => setRules(send, id, { ingress: [], egress: [], ...props }),
    delete: () => Promise.resolve(),
});

/** Gives the group the rules of each direction that is told, and leaves the other direction alone. */
async function setRules(send: Subject["send"], groupId: string, rules: Props): Promise<void> {
    const { SecurityGroups } = await send(ec2.DescribeSecurityGroupsCommand, { groupIds: groupId });
    const [found] = SecurityGroups as ec2.SecurityGroup[];
    for (const [direction, has, revoke, authorize] of [
        [
            "ingress",
            found?.IpPermissions,
            ec2.RevokeSecurityGroupIngressCommand,
            ec2.AuthorizeSecurityGroupIngressCommand,
        ],
        [
            "egress",
            found?.IpPermissionsEgress,
            ec2.RevokeSecurityGroupEgressCommand,
            ec2.AuthorizeSecurityGroupEgressCommand,
        ],
    ] as const) {
        if (rules[direction] === undefined || sameRules(rules[direction], has ?? [], groupId)) continue;
        const securityGroupRuleIds = await ruleIds(send, groupId, direction === "egress");
        const ipPermissions = permissionsOf(rules[direction], groupId);
        if (securityGroupRuleIds.length > 0) await send(revoke, { groupId, securityGroupRuleIds });
        if (ipPermissions.length > 0) await send(authorize, { groupId, ipPermissions });
    }
}

async function ruleIds(send: Subject["send"], groupId: string, isEgress: boolean): Promise<string[]> {
    const { SecurityGroupRules } = await send(ec2.DescribeSecurityGroupRulesCommand, filters({ "group-id": groupId }));
    const ids = (SecurityGroupRules as ec2.SecurityGroupRule[])
        .filter((rule) => rule.IsEgress === isEgress)
        .map((rule) => rule.SecurityGroupRuleId!);
    return [...new Set(ids)];
}

/** The inline rules as the state tells them while the group has just these, else what the group has. */
function rulesFound({ GroupId, IpPermissions = [], IpPermissionsEgress = [] }: ec2.SecurityGroup, state: Props): Props {
    const told = (rules: readonly Props[] = [], found: readonly ec2.IpPermission[]) =>
        sameRules(rules, found, GroupId!) ? rules : found.map((permission) => ruleOf(permission, GroupId!));
    return { ingress: told(state.ingress, IpPermissions), egress: told(state.egress, IpPermissionsEgress) };
}

function sameRules(rules: readonly Props[], found: readonly ec2.IpPermission[], groupId: string): boolean {
    const asSet = (list: readonly Props[]) => list.map((rule) => JSON.stringify(rule)).sort();
    const normalised = (list: readonly ec2.IpPermission[]) => list.map((permission) => ruleOf(permission, groupId));
    return sameValue(asSet(normalised(permissionsOf(rules, groupId))), asSet(normalised(found)));
}

/** Inline rules as EC2 takes them. */
function permissionsOf(rules: readonly Props[], groupId: string): ec2.IpPermission[] {
    return rules.map((rule) => {
        const Description: string | undefined = rule.description;
        const groups: string[] = [...(rule.securityGroups ?? []), ...(rule.self ? [groupId] : [])];
        return {
            IpProtocol: rule.protocol,
            ...(rule.protocol === "-1" ? {} : { FromPort: rule.fromPort, ToPort: rule.toPort }),
            IpRanges: (rule.cidrBlocks ?? []).map((CidrIp: string) => ({ CidrIp, Description })),
            Ipv6Ranges: (rule.ipv6CidrBlocks ?? []).map((CidrIpv6: string) => ({ CidrIpv6, Description })),
            UserIdGroupPairs: groups.map((GroupId) => ({ GroupId, Description })),
        };
    });
}

/** The reverse of {@link permissionsOf}, of one, with every property set. */
function ruleOf(
    { IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, UserIdGroupPairs }: ec2.IpPermission,
    groupId: string,
): Props {
    const targets = [...(IpRanges ?? []), ...(Ipv6Ranges ?? []), ...(UserIdGroupPairs ?? [])];
    const groups = (UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId);
    return {
        cidrBlocks: (IpRanges ?? []).map(({ CidrIp }) => CidrIp),
        description: targets[0]?.Description ?? "",
        fromPort: FromPort ?? 0,
        ipv6CidrBlocks: (Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
        protocol: IpProtocol,
        securityGroups: groups.filter((id) => id !== groupId),
        self: groups.includes(groupId),
        toPort: ToPort ?? 0,
    };
}
