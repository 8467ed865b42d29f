import * as ec2 from "@aws-sdk/client-ec2";
import { createHash } from "node:crypto";
import type { CommandClass } from "../../casing";
import { crudRow, type Subject } from "../../crudRow";
import type { Props, ResourceRow } from "../../row";
import { pick } from "../../wire";
import { arnOf, EC2, newId, NOT_ENFORCED } from "./support";

/** What says which traffic a rule is for. */
const MATCHING = [
    "cidrIpv4",
    "cidrIpv6",
    "fromPort",
    "ipProtocol",
    "prefixListId",
    "referencedSecurityGroupId",
    "toPort",
];

const DESCRIPTION = "Kept and changed; taking it away leaves the old one in the emulator.";

export const ingressRule = ruleRow(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ec2.AuthorizeSecurityGroupIngressCommand,
    ec2.RevokeSecurityGroupIngressCommand,
);

export const egressRule = ruleRow(
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    ec2.AuthorizeSecurityGroupEgressCommand,
    ec2.RevokeSecurityGroupEgressCommand,
);

function ruleRow(type: string, authorize: CommandClass, revoke: CommandClass): ResourceRow {
    return crudRow({
        ...EC2,
        type,
        args: [...MATCHING, "description", "region", "securityGroupId", "tags"],
        required: ["ipProtocol", "securityGroupId"],
        unlikeCloudFormation: {
            "EC2 has a call that changes rules, which CloudFormation does not make.": { updates: MATCHING },
        },
        ineffective: {
            cidrIpv4: NOT_ENFORCED,
            cidrIpv6: NOT_ENFORCED,
            description: DESCRIPTION,
            prefixListId: NOT_ENFORCED,
            referencedSecurityGroupId: NOT_ENFORCED,
        },
        id: newId("sgr"),
        arn: arnOf("security-group-rule"),
        outputs: (_context, _inputs, id) => ({ securityGroupRuleId: id }),
        key: { GroupId: "securityGroupId?", SecurityGroupRuleIds: "id" },
        async create({ context, send }, args) {
            const answer = await send(authorize, { groupId: args.securityGroupId, ipPermissions: permissionOf(args) });
            const id = answer.SecurityGroupRules[0].SecurityGroupRuleId;
            context.made(id);
            if (args.prefixListId !== undefined) await modify(send, id, args, ["prefixListId"]);
            return { id };
        },
        read: [
            ec2.DescribeSecurityGroupRulesCommand,
            ({ SecurityGroupRules: [found] = [] }) =>
                found && {
                    ...pick(found, ["CidrIpv4", "CidrIpv6", "Description", "IpProtocol", "Tags"]),
                    // -1 stands for all ports, on which the program is silent.
                    ...(found.FromPort === -1 ? {} : pick(found, ["FromPort", "ToPort"])),
                    referencedSecurityGroupId: found.ReferencedGroupInfo?.GroupId,
                    securityGroupId: found.GroupId,
                },
        ],
        update: ({ id, props, send }) => modify(send, id, props, ["description", ...MATCHING]),
        delete: [revoke],
    });
}

function modify(send: Subject["send"], id: string, args: Props, names: readonly string[]): Promise<unknown> {
    const rule = { ...pick(args, names), referencedGroupId: args.referencedSecurityGroupId };
    return send(ec2.ModifySecurityGroupRulesCommand, {
        groupId: args.securityGroupId,
        securityGroupRules: { securityGroupRuleId: id, securityGroupRule: rule },
    });
}

function permissionOf({
    cidrIpv4,
    cidrIpv6,
    description,
    prefixListId,
    referencedSecurityGroupId,
    ...rule
}: Props): Props {
    const range = prefixListId === undefined ? cidrIpv6 : standIn(prefixListId);
    return {
        ...rule,
        ...(cidrIpv4 && { ipRanges: { cidrIp: cidrIpv4, description } }),
        ...(range && { ipv6Ranges: { cidrIpv6: range, description } }),
        ...(referencedSecurityGroupId && { userIdGroupPairs: { groupId: referencedSecurityGroupId, description } }),
    };
}

/**
 * The emulator reads prefix lists in modifications only, and takes a rule's id from what the rule was made with. So a rule
 * for a prefix list starts with a documentation range of its own.
 */
function standIn(prefixListId: string): string {
    const digest = createHash("sha256").update(prefixListId).digest("hex");
    return `2001:db8:${digest.slice(0, 4)}:${digest.slice(4, 8)}::/64`;
}
