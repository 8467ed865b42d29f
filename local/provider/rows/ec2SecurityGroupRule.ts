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
import { ifExists, tagMap } from "../live";
import { defineRow, type LiveContext, type Props, type ResourceRow } from "../row";
import { arnOf, newId, NOT_ENFORCED, retag, tagSpecifications } from "./ec2Support";

const DESCRIPTION = "Kept and changed; taking it away leaves the old one in the emulator.";

/** `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule`. */
export const ingressRule = ruleRow("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ingress");

/** `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule`. */
export const egressRule = ruleRow("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "egress");

/** `aws:ec2/securityGroupRule:SecurityGroupRule`, the older form: several ranges in one rule, without tags. */
export const securityGroupRule = defineRow({
    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
    args: [
        "cidrBlocks",
        "description",
        "fromPort",
        "ipv6CidrBlocks",
        "protocol",
        "region",
        "securityGroupId",
        "self",
        "sourceSecurityGroupId",
        "toPort",
        "type",
    ],
    required: ["fromPort", "protocol", "securityGroupId", "toPort", "type"],
    replaceOn: [
        "cidrBlocks",
        "fromPort",
        "ipv6CidrBlocks",
        "protocol",
        "region",
        "securityGroupId",
        "self",
        "sourceSecurityGroupId",
        "toPort",
        "type",
    ],
    ineffective: {
        description: DESCRIPTION,
        cidrBlocks: NOT_ENFORCED,
        ipv6CidrBlocks: NOT_ENFORCED,
        sourceSecurityGroupId: NOT_ENFORCED,
    },
    defaults: { self: false },
    simulate(context) {
        const securityGroupRuleId = newId(context, "sgr");
        return { id: `sgrule-${parseInt(context.hex(8), 16)}`, outputs: { securityGroupRuleId } };
    },
    live: {
        async create(context, inputs) {
            const { description: Description, securityGroupId, self, sourceSecurityGroupId } = inputs;
            const groups = [sourceSecurityGroupId, self ? securityGroupId : undefined].filter((id) => id !== undefined);
            const found = await authorize(context, inputs.type, inputs, {
                IpProtocol: inputs.protocol,
                FromPort: inputs.fromPort,
                ToPort: inputs.toPort,
                IpRanges: inputs.cidrBlocks?.map((CidrIp: string) => ({ CidrIp, Description })),
                Ipv6Ranges: inputs.ipv6CidrBlocks?.map((CidrIpv6: string) => ({ CidrIpv6, Description })),
                UserIdGroupPairs: groups.map((GroupId) => ({ GroupId, Description })),
            });
            const { id } = securityGroupRule.simulate(context, inputs);
            return { id, outputs: { securityGroupRuleId: found } };
        },
        async read(context, _id, state) {
            const found = await ruleOf(context, state.securityGroupRuleId);
            return found && { description: found.Description };
        },
        async update(context, _id, inputs, old) {
            await modify(context, old.securityGroupRuleId, inputs, { Description: inputs.description });
            return {};
        },
        delete: (context, _id, state) => revoke(context, state.type, state, state.securityGroupRuleId),
    },
});

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
            async update(context, id, inputs, old) {
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
                await retag(context, id, inputs, old);
                return {};
            },
            delete: (context, id, state) => revoke(context, direction, state, id),
        },
    });
}

function ruleOutputs(context: LiveContext | Parameters<ResourceRow["simulate"]>[0], id: string): Props {
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
    return SecurityGroupRules![0]!.SecurityGroupRuleId!;
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
