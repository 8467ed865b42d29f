import { eachIngress, INGRESS_TYPES, type Ingress, isInternet } from "../../ec2/ingress";
import { readingsOf } from "../../framework/reading";
import { cis, fsbp, securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** The internet is also two halves of it, and a part with fewer than eight bits given. A rule for all protocols has all ports, whatever ports
 * it names. */
export const ec2IngressRestricted = defineRule({
    id: "ec2-ingress-restricted",
    displayName: "Security groups admit few from the internet",
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
    examples: {
        aws: `new aws.vpc.SecurityGroupIngressRule("from-vpc", {
    securityGroupId: securityGroup.id,
    description: "HTTPS from the VPC",
    cidrIpv4: "10.10.0.0/16",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
});`,
    },
    level: "advisory",
    types: [...INGRESS_TYPES],
    parameters: {
        publicPorts: {
            type: "array",
            description: "Ports of TCP, and of UDP for HTTP/3, on which the internet may come in.",
            default: ["80", "443"],
            items: { type: "string" },
        },
    },
    resource(resource: ResourceView, judge, { publicPorts }) {
        eachIngress(resource, judge, (rule, path) => {
            const decide = (id: string, read: () => string | undefined) =>
                judge.decide(`${path}${id}`, () => {
                    const cidr = read();
                    if (cidr === undefined || !isInternet(cidr) || isPublic(rule, publicPorts)) return undefined;
                    return `'${resource.name}' lets ${cidr} in on ${portsOf(rule)}.`;
                });
            for (const list of ["cidrBlocks", "ipv6CidrBlocks"] as const) {
                judge.decide(`${path}${list}`, () => {
                    for (const [index, found] of readingsOf(rule[list]).entries()) {
                        const cidr = judge.read(`${path}${list}[${index}]`, found);
                        if (cidr !== undefined) decide(`${list}[${index}]`, () => cidr);
                    }
                    return undefined;
                });
            }
            decide("cidrIpv4", () => rule.cidrIpv4);
            decide("cidrIpv6", () => rule.cidrIpv6);
        });
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
