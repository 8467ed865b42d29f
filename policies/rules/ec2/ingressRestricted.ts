import { eachIngress, INGRESS_TYPES, type Ingress, isInternet } from "../../aws/ec2/ingress";
import { internetIn, PREFIX_LIST_TYPES } from "../../aws/ec2/prefixLists";
import { Judge } from "../../framework/judge";
import { reading, readingsOf, type Reading } from "../../framework/reading";
import { cis, fsbp, securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/**
 * The internet is also two halves of it, and a part with fewer than eight bits given; it may stand in a prefix list. A rule for all
 * protocols has all ports, whatever ports it names.
 */
export const ec2IngressRestricted = defineRule({
    id: "ec2-ingress-restricted",
    displayName: "Security groups open only web ports to the internet",
    description: "Security groups let the internet in on the ports of the web alone.",
    severity: "high",
    tags: ["ec2", "exposure"],
    frameworks: [
        fsbp("EC2.18"),
        fsbp("EC2.19"),
        securityHub("EC2.13"),
        securityHub("EC2.14"),
        securityHub("EC2.53"),
        securityHub("EC2.54"),
        cis("5.3"),
        cis("5.4"),
        wellArchitected("SEC05-BP02"),
    ],
    remediationSteps: "Name the security group or the block of addresses that needs to come in.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    examples: ["aws.vpc.SecurityGroupIngressRule from-vpc", "Network"],
    types: [...INGRESS_TYPES, ...PREFIX_LIST_TYPES],
    parameters: {
        prefixLists: {
            type: "array",
            description:
                "Ids of prefix lists that are not of the stack and hold no part of the internet, as AWS's own do not: CloudFront's, for example.",
            default: [],
            items: { type: "string" },
        },
        publicPorts: {
            type: "array",
            description: "Ports of TCP, and of UDP for HTTP/3, on which the internet may come in.",
            default: ["80", "443"],
            items: { type: "string" },
        },
    },
    resource(resource: ResourceView, judge, { publicPorts }) {
        eachIngress(resource, judge, (rule, path) => {
            const problem = (cidr: string | undefined) =>
                cidr === undefined || !isInternet(cidr) || isPublic(rule, publicPorts)
                    ? undefined
                    : `'${resource.name}' lets ${cidr} in on ${portsOf(rule)}.`;
            for (const list of ["cidrBlocks", "ipv6CidrBlocks"] as const)
                judge.decideEach(
                    `${path}${list}`,
                    () => rule[list],
                    (cidr) => problem(cidr),
                );
            for (const single of ["cidrIpv4", "cidrIpv6"] as const)
                judge.decide(`${path}${single}`, () => problem(rule[single]));
        });
    },
    stack(stack, judgeOf, { publicPorts, prefixLists }) {
        for (const resource of stack.ofType(...INGRESS_TYPES)) {
            const judge = judgeOf(resource);
            // Rules that are not known were undecided when the resource itself was judged.
            eachIngress(resource, new Judge(), (rule, path) => {
                const decide = (id: string, list: Reading<string>) =>
                    judge.decide(id, () => {
                        if ((list.known && prefixLists.includes(list.value)) || isPublic(rule, publicPorts))
                            return undefined;
                        const property = /^\w+/.exec(id)?.[0] ?? "";
                        const cidr = judge.read(id, internetIn(stack, list, { resource, property }));
                        return cidr && `'${resource.name}' lets ${cidr} in on ${portsOf(rule)}, by a prefix list.`;
                    });
                const ids = reading(() => rule.prefixListIds);
                for (const [index, list] of (ids.known ? readingsOf(ids.value) : [ids]).entries())
                    decide(`${path}prefixListIds[${index}]`, list);
                const single = reading(() => rule.prefixListId);
                if (!single.known || single.value !== undefined)
                    decide(`${path}prefixListId`, single as Reading<string>);
            });
        }
    },
});

function isPublic(rule: Ingress, publicPorts: readonly string[]): boolean {
    // "Fragmentation needed" tells a host how large its packets may be: type and code stand where ports do.
    if (["icmp", "1"].includes((rule.protocol ?? "-1").toLowerCase())) return rule.fromPort === 3 && rule.toPort === 4;
    if (!["tcp", "udp", "6", "17"].includes((rule.protocol ?? "-1").toLowerCase())) return false;
    return rule.fromPort === rule.toPort && publicPorts.includes(String(rule.fromPort));
}

function portsOf({ protocol = "-1", fromPort, toPort }: Ingress): string {
    if (protocol === "-1" || protocol === "all") return "all ports";
    return fromPort === toPort ? `port ${fromPort} (${protocol})` : `ports ${fromPort} to ${toPort} (${protocol})`;
}
