import {
    AuthorizeSecurityGroupEgressCommand,
    AuthorizeSecurityGroupIngressCommand,
    DescribeSecurityGroupRulesCommand,
    ModifySecurityGroupRulesCommand,
    RevokeSecurityGroupEgressCommand,
    RevokeSecurityGroupIngressCommand,
    type IpPermission,
    type SecurityGroupRule,
} from "@aws-sdk/client-ec2";
import { createHash } from "node:crypto";
import { ifExists, tagMap } from "../../live";
import { defineRow, type LiveContext, type Props, type ResourceRow, type RowContext } from "../../row";
import { arnOf, newId, NOT_ENFORCED, taggedUpdate, tagSpecifications } from "./support";

const DESCRIPTION = "Kept and changed; taking it away leaves the old one in the emulator.";

/** `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule`. */
export const ingressRule = ruleRow("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ingress");

/** `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule`. */
export const egressRule = ruleRow("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "egress");

function ruleRow(type: string, direction: "ingress" | "egress"): ResourceRow {
    return defineRow({
        type,
        args: [
            "cidrIpv4",
            "cidrIpv6",
            "description",
            "fromPort",
            "ipProtocol",
            "prefixListId",
            "referencedSecurityGroupId",
            "region",
            "securityGroupId",
            "tags",
            "toPort",
        ],
        required: ["ipProtocol", "securityGroupId"],
        replaceOn: ["region", "securityGroupId"],
        unlikeCloudFormation: {
            "EC2 has a call that changes rules, which CloudFormation does not make.": [
                "cidrIpv4",
                "cidrIpv6",
                "fromPort",
                "ipProtocol",
                "prefixListId",
                "referencedSecurityGroupId",
                "toPort",
            ],
        },
        ineffective: {
            cidrIpv4: NOT_ENFORCED,
            cidrIpv6: NOT_ENFORCED,
            description: DESCRIPTION,
            prefixListId: NOT_ENFORCED,
            referencedSecurityGroupId: NOT_ENFORCED,
        },
        simulate(context) {
            const id = newId(context, "sgr");
            return { id, outputs: ruleOutputs(context, id) };
        },
        live: {
            async create(context, inputs) {
                const { prefixListId, description: Description } = inputs;
                const CidrIpv6 = prefixListId === undefined ? inputs.cidrIpv6 : standIn(prefixListId);
                const id = await authorize(context, direction, inputs, {
                    IpProtocol: inputs.ipProtocol,
                    FromPort: inputs.fromPort,
                    ToPort: inputs.toPort,
                    ...(inputs.cidrIpv4 && { IpRanges: [{ CidrIp: inputs.cidrIpv4, Description }] }),
                    ...(CidrIpv6 && { Ipv6Ranges: [{ CidrIpv6, Description }] }),
                    ...(inputs.referencedSecurityGroupId && {
                        UserIdGroupPairs: [{ GroupId: inputs.referencedSecurityGroupId, Description }],
                    }),
                });
                context.made(id);
                if (prefixListId !== undefined) await modify(context, id, inputs, { PrefixListId: prefixListId });
                return { id, outputs: ruleOutputs(context, id) };
            },
            async read(context, id) {
                const found = await ruleOf(context, id);
                if (found === undefined) return undefined;
                return {
                    ...ruleOutputs(context, id),
                    cidrIpv4: found.CidrIpv4,
                    cidrIpv6: found.CidrIpv6,
                    description: found.Description,
                    // -1 stands for all ports, on which the program is silent.
                    ...(found.FromPort === -1 ? {} : { fromPort: found.FromPort, toPort: found.ToPort }),
                    ipProtocol: found.IpProtocol,
                    referencedSecurityGroupId: found.ReferencedGroupInfo?.GroupId,
                    securityGroupId: found.GroupId,
                    tags: tagMap(found.Tags),
                };
            },
            update: taggedUpdate(async (context, id, inputs) => {
                await modify(context, id, inputs, {
                    CidrIpv4: inputs.cidrIpv4,
                    CidrIpv6: inputs.cidrIpv6,
                    Description: inputs.description,
                    FromPort: inputs.fromPort,
                    IpProtocol: inputs.ipProtocol,
                    PrefixListId: inputs.prefixListId,
                    ReferencedGroupId: inputs.referencedSecurityGroupId,
                    ToPort: inputs.toPort,
                });
                return {};
            }),
            delete: (context, id, state) => revoke(context, direction, state, id),
        },
    });
}

function ruleOutputs(context: RowContext, id: string): Props {
    return { arn: arnOf(context, "security-group-rule", id), securityGroupRuleId: id };
}

/**
 * The emulator reads prefix lists in modifications only, and takes a rule's id from what the rule was made with. So a rule
 * for a prefix list starts with a documentation range of its own.
 */
function standIn(prefixListId: string): string {
    const digest = createHash("sha256").update(prefixListId).digest("hex");
    return `2001:db8:${digest.slice(0, 4)}:${digest.slice(4, 8)}::/64`;
}

/** Adds a rule to its group and returns the rule's id. */
async function authorize(
    context: LiveContext,
    direction: string,
    inputs: Props,
    permission: IpPermission,
): Promise<string> {
    const request = {
        GroupId: inputs.securityGroupId,
        IpPermissions: [permission],
        TagSpecifications: tagSpecifications("security-group-rule", inputs),
    };
    const ec2 = context.clients.ec2();
    const { SecurityGroupRules } = await (direction === "ingress"
        ? ec2.send(new AuthorizeSecurityGroupIngressCommand(request))
        : ec2.send(new AuthorizeSecurityGroupEgressCommand(request)));
    return SecurityGroupRules![0].SecurityGroupRuleId!;
}

async function ruleOf({ clients }: LiveContext, id: string): Promise<SecurityGroupRule | undefined> {
    const asked = new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [id] });
    return (await ifExists(clients.ec2().send(asked)))?.SecurityGroupRules?.[0];
}

async function modify({ clients }: LiveContext, id: string, inputs: Props, change: Props): Promise<void> {
    const SecurityGroupRules = [{ SecurityGroupRuleId: id, SecurityGroupRule: change }];
    const request = { GroupId: inputs.securityGroupId, SecurityGroupRules };
    await clients.ec2().send(new ModifySecurityGroupRulesCommand(request));
}

async function revoke({ clients }: LiveContext, direction: string, state: Props, id: string): Promise<void> {
    const request = { GroupId: state.securityGroupId, SecurityGroupRuleIds: [id] };
    const ec2 = clients.ec2();
    await ifExists<unknown>(
        direction === "ingress"
            ? ec2.send(new RevokeSecurityGroupIngressCommand(request))
            : ec2.send(new RevokeSecurityGroupEgressCommand(request)),
    );
}
