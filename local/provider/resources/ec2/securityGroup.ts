import {
    AuthorizeSecurityGroupEgressCommand,
    AuthorizeSecurityGroupIngressCommand,
    CreateSecurityGroupCommand,
    DeleteSecurityGroupCommand,
    DescribeSecurityGroupRulesCommand,
    DescribeSecurityGroupsCommand,
    RevokeSecurityGroupEgressCommand,
    RevokeSecurityGroupIngressCommand,
    type DescribeSecurityGroupsCommandInput,
    type IpPermission,
    type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { ifExists, tagMap } from "../../live";
import { defineRow, type LiveContext, type Props } from "../../row";
import { sameValue } from "../../values";
import { newId, NOT_ENFORCED, owned, retag, taggedUpdate, tagSpecifications } from "./support";

const INEFFECTIVE = { ingress: NOT_ENFORCED, egress: NOT_ENFORCED };

/** `aws:ec2/securityGroup:SecurityGroup`. */
export const securityGroup = defineRow({
    type: "aws:ec2/securityGroup:SecurityGroup",
    lacks: ["egress.prefixListIds", "ingress.prefixListIds"],
    required: ["vpcId"],
    replaceOn: ["description", "name", "namePrefix", "region", "vpcId"],
    ineffective: INEFFECTIVE,
    autoName: { property: "name", maxLength: 255 },
    defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
    simulate(context) {
        const id = newId(context, "sg");
        return { id, outputs: { ...owned(context, "security-group", id), egress: [], ingress: [] } };
    },
    live: {
        async create(context, inputs) {
            const { GroupId } = await context.clients.ec2().send(
                new CreateSecurityGroupCommand({
                    GroupName: inputs.name,
                    Description: inputs.description,
                    VpcId: inputs.vpcId,
                    TagSpecifications: tagSpecifications("security-group", inputs),
                }),
            );
            context.made(GroupId!);
            // A new group lets everything out; the official provider takes that rule away.
            await setRules(context, GroupId!, { egress: [], ...inputs });
            return {
                id: GroupId!,
                outputs: { ...owned(context, "security-group", GroupId!), egress: [], ingress: [] },
            };
        },
        async read(context, id, state) {
            const found = await groupOf(context, { GroupIds: [id] });
            return (
                found && {
                    ...owned(context, "security-group", id),
                    ...rulesFound(found, state),
                    description: found.Description,
                    name: found.GroupName,
                    vpcId: found.VpcId,
                    tags: tagMap(found.Tags),
                }
            );
        },
        update: taggedUpdate(async (context, id, inputs) => {
            await setRules(context, id, inputs);
            return {};
        }),
        async delete(context, id, state) {
            if (state.revokeRulesOnDelete) await setRules(context, id, { ingress: [], egress: [] });
            await ifExists(context.clients.ec2().send(new DeleteSecurityGroupCommand({ GroupId: id })));
        },
    },
});

/** `aws:ec2/defaultSecurityGroup:DefaultSecurityGroup`: adopts the group that came with the VPC and leaves it there. */
export const defaultSecurityGroup = defineRow({
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    lacks: ["egress.prefixListIds", "ingress.prefixListIds"],
    required: ["vpcId"],
    replaceOn: ["region", "vpcId"],
    ineffective: INEFFECTIVE,
    defaults: { revokeRulesOnDelete: false },
    simulate(context) {
        const id = newId(context, "sg");
        return { id, outputs: { ...owned(context, "security-group", id), name: "default", egress: [], ingress: [] } };
    },
    live: {
        async create(context, inputs) {
            const Filters = [
                { Name: "vpc-id", Values: [inputs.vpcId] },
                { Name: "group-name", Values: ["default"] },
            ];
            const id = (await groupOf(context, { Filters }))?.GroupId;
            if (id === undefined) throw new Error(`VPC '${inputs.vpcId}' has no default security group to adopt.`);
            await setRules(context, id, { ingress: [], egress: [], ...inputs });
            await retag(context, id, inputs, {});
            const { outputs } = defaultSecurityGroup.simulate(context, inputs);
            return { id, outputs: { ...outputs, ...owned(context, "security-group", id) } };
        },
        async read(context, id, state) {
            const found = await groupOf(context, { GroupIds: [id] });
            return (
                found && {
                    ...owned(context, "security-group", id),
                    ...rulesFound(found, state),
                    name: found.GroupName,
                    vpcId: found.VpcId,
                    tags: tagMap(found.Tags),
                }
            );
        },
        update: taggedUpdate(async (context, id, inputs) => {
            await setRules(context, id, { ingress: [], egress: [], ...inputs });
            return {};
        }),
        async delete() {},
    },
});

async function groupOf(
    { clients }: LiveContext,
    asked: DescribeSecurityGroupsCommandInput,
): Promise<SecurityGroup | undefined> {
    return (await ifExists(clients.ec2().send(new DescribeSecurityGroupsCommand(asked))))?.SecurityGroups?.[0];
}

/** Gives the group the rules of each direction that is told, and leaves the other direction alone. */
async function setRules(context: LiveContext, GroupId: string, { ingress, egress }: Props): Promise<void> {
    const ec2 = context.clients.ec2();
    const found = await groupOf(context, { GroupIds: [GroupId] });
    if (found === undefined) return;
    if (ingress !== undefined && !sameRules(ingress, found.IpPermissions ?? [], GroupId)) {
        const SecurityGroupRuleIds = await ruleIds(context, GroupId, false);
        const IpPermissions = permissionsOf(ingress, GroupId);
        if (SecurityGroupRuleIds.length > 0) {
            await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds }));
        }
        if (IpPermissions.length > 0) {
            await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
        }
    }
    if (egress !== undefined && !sameRules(egress, found.IpPermissionsEgress ?? [], GroupId)) {
        const SecurityGroupRuleIds = await ruleIds(context, GroupId, true);
        const IpPermissions = permissionsOf(egress, GroupId);
        if (SecurityGroupRuleIds.length > 0) {
            await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, SecurityGroupRuleIds }));
        }
        if (IpPermissions.length > 0) {
            await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
        }
    }
}

async function ruleIds({ clients }: LiveContext, groupId: string, isEgress: boolean): Promise<string[]> {
    const asked = new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [groupId] }] });
    const { SecurityGroupRules = [] } = await clients.ec2().send(asked);
    const ids = SecurityGroupRules.filter(({ IsEgress }) => IsEgress === isEgress).map(
        (rule) => rule.SecurityGroupRuleId!,
    );
    return [...new Set(ids)];
}

/** The inline rules as the state tells them while the group has just these, else what the group has. */
function rulesFound({ GroupId, IpPermissions = [], IpPermissionsEgress = [] }: SecurityGroup, state: Props): Props {
    const told = (rules: readonly Props[] = [], found: readonly IpPermission[]) =>
        sameRules(rules, found, GroupId!) ? rules : found.map((permission) => ruleOf(permission, GroupId!));
    return { ingress: told(state.ingress, IpPermissions), egress: told(state.egress, IpPermissionsEgress) };
}

function sameRules(rules: readonly Props[], found: readonly IpPermission[], groupId: string): boolean {
    const asSet = (list: readonly Props[]) => list.map((rule) => JSON.stringify(rule)).sort();
    const normalised = (list: readonly IpPermission[]) => list.map((permission) => ruleOf(permission, groupId));
    return sameValue(asSet(normalised(permissionsOf(rules, groupId))), asSet(normalised(found)));
}

/** Inline rules as EC2 takes them. */
function permissionsOf(rules: readonly Props[], groupId: string): IpPermission[] {
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
    { IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, UserIdGroupPairs }: IpPermission,
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
