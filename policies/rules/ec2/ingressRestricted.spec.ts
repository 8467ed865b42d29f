import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ec2IngressRestricted } from "./ingressRestricted";

const group = subjectsOf("aws:ec2/securityGroup:SecurityGroup");
const byDefault = subjectsOf("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const rule = subjectsOf("aws:ec2/securityGroupRule:SecurityGroupRule", { type: "ingress" });
const ingress = subjectsOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };
const all = ["0.0.0.0/0"];
const list = (entries: unknown, id: unknown = "pl-1") =>
    subjectsOf("aws:ec2/managedPrefixList:ManagedPrefixList")({ entries }, { name: "offices", outputs: { id } });
const entry = (cidr: unknown) =>
    subjectsOf("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry")(
        { prefixListId: "pl-1", cidr },
        { name: "entry" },
    );
const offices = [{ cidr: "192.0.2.0/24" }, { cidr: "198.51.100.0/24" }];
const everywhere = [...offices, { cidr: "128.0.0.0/1" }];
const byList = ingress({ ...ssh, ipProtocol: "tcp", prefixListId: "pl-1" });

describeRule(ec2IngressRestricted, {
    passes: {
        "a block of the VPC": ingress({ cidrIpv4: "10.10.0.0/16", ipProtocol: "-1" }),
        "the whole private network": group({ ingress: [{ ...ssh, cidrBlocks: ["10.0.0.0/8"] }] }),
        "private addresses of IPv6": ingress({ cidrIpv6: "fd00::/8", ipProtocol: "-1" }),
        "the internet by HTTPS": group({ ingress: [{ ...https, cidrBlocks: all, ipv6CidrBlocks: ["::/0"] }] }),
        "the internet by HTTP/3": ingress({ cidrIpv4: "0.0.0.0/0", ipProtocol: "udp", fromPort: 443, toPort: 443 }),
        "how large packets may be on the way": ingress({
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "icmp",
            fromPort: 3,
            toPort: 4,
        }),
        "another group": rule({ ...ssh, sourceSecurityGroupId: "sg-1" }),
        "what goes out": rule({ ...ssh, type: "egress", cidrBlocks: all }),
        "a group without rules": group({}),
        "the blocks of a prefix list": [list(offices), entry("203.0.113.0/24"), byList],
        "the internet by a prefix list, on HTTPS": [
            list(everywhere),
            rule({ ...https, prefixListIds: ["pl-1"] }),
            byDefault({ ingress: [{ ...https, prefixListIds: ["pl-9"] }] }),
        ],
        "a prefix list that is still to be made": [
            list(offices, UNKNOWN),
            group({ ingress: [{ ...ssh, prefixListIds: [UNKNOWN] }] }, { references: { ingress: ["offices"] } }),
        ],
    },
    violates: {
        "a block whose length is no number": [
            ingress({ ...ssh, cidrIpv4: "0.0.0.0/none", ipProtocol: "tcp" }),
            "cidrIpv4",
        ],
        "all protocols, whatever the ports": [
            group({ ingress: [{ ...https, protocol: "-1", cidrBlocks: all }] }),
            "ingress[0].cidrBlocks[0]",
        ],
        "a range of ports with the web's in it": [rule({ ...https, fromPort: 80, cidrBlocks: all }), "cidrBlocks[0]"],
        "the internet in two halves, beside a block that is not known": [
            rule({ ...ssh, cidrBlocks: [UNKNOWN, "0.0.0.0/1", "128.0.0.0/1"] }),
            "cidrBlocks[1]",
            "cidrBlocks[2]",
        ],
        "all that ICMP can": [
            ingress({ cidrIpv4: "0.0.0.0/0", ipProtocol: "icmp", fromPort: -1, toPort: -1 }),
            "cidrIpv4",
        ],
        "the internet of IPv6": [rule({ ...ssh, ipv6CidrBlocks: ["::/0"] }), "ipv6CidrBlocks[0]"],
        "its public part": [ingress({ cidrIpv6: "2000::/3", ipProtocol: "tcp", fromPort: 22, toPort: 22 }), "cidrIpv6"],
        "the internet in a prefix list": [
            [list(everywhere), group({ ingress: [{ ...ssh, prefixListIds: ["pl-1"] }] })],
            "ingress[0].prefixListIds[0]",
        ],
        "a half of the internet that is added to a prefix list": [
            [list(offices), entry("0.0.0.0/1"), byList],
            "prefixListId",
        ],
        "the internet in a prefix list that is still to be made": [
            [
                list(everywhere, UNKNOWN),
                rule(
                    { ...ssh, prefixListIds: [UNKNOWN] },
                    { name: "rule", references: { prefixListIds: ["offices"] } },
                ),
            ],
            "prefixListIds[0]",
        ],
        "the default group, behind a rule that is not known": [
            byDefault({ ingress: [UNKNOWN, { ...ssh, cidrBlocks: all }] }),
            "ingress[1].cidrBlocks[0]",
        ],
    },
    missing: [ingress({ cidrIpv4: "0.0.0.0/0" }), "cidrIpv4"],
    undecided: {
        "unknown rules": [group({ ingress: UNKNOWN }), "ingress"],
        "an unknown block": [ingress({ cidrIpv4: UNKNOWN, ipProtocol: "-1" }), "cidrIpv4"],
        "a prefix list that is not of the stack": [rule({ ...ssh, prefixListIds: ["pl-9"] }), "prefixListIds[0]"],
        "blocks of a prefix list that are not known": [[list(offices), entry(UNKNOWN), byList], "prefixListId"],
        "which of two prefix lists it is": [
            [
                list(offices, UNKNOWN),
                { ...list(everywhere, UNKNOWN), name: "everywhere" },
                ingress(
                    { ipProtocol: "-1", prefixListId: UNKNOWN },
                    { references: { prefixListId: ["offices", "everywhere"] } },
                ),
            ],
            "prefixListId",
        ],
        "an unknown port": [
            ingress({ cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: UNKNOWN, toPort: 443 }),
            "cidrIpv4",
        ],
    },
    configured: {
        "no ports": [{ publicPorts: [] }, rule({ ...https, cidrBlocks: all }), "cidrBlocks[0]"],
        "lists that are known to be narrow": [
            { prefixLists: ["pl-9"] },
            ingress({ ipProtocol: "-1", prefixListId: "pl-9" }),
        ],
        others: [{ publicPorts: ["22"] }, rule({ ...ssh, cidrBlocks: all })],
    },
});
