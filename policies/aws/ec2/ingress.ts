import type { Judge } from "../../framework/judge";
import { readingsOf } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";

const GROUP_TYPES = [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
] as const;
const RULE_TYPE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS_TYPE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** All that can let something into a security group: inline blocks, and rules by themselves in both forms. */
export const INGRESS_TYPES = [...GROUP_TYPES, RULE_TYPE, INGRESS_TYPE] as const;

/** What lets something in, whatever resource says so. */
export interface Ingress {
    readonly protocol?: string;
    readonly fromPort?: number;
    readonly toPort?: number;
    readonly cidrBlocks?: readonly string[];
    readonly ipv6CidrBlocks?: readonly string[];
    /** The newer form has one block of each kind. */
    readonly cidrIpv4?: string;
    readonly cidrIpv6?: string;
    /** Ids of lists of blocks. */
    readonly prefixListIds?: readonly string[];
    readonly prefixListId?: string;
    readonly description?: string;
}

/** Calls back for each rule of ingress in a resource, with its path; empty for one that is a resource by itself. */
export function eachIngress(
    resource: ResourceView<any>,
    judge: Judge,
    each: (rule: Ingress, path: string) => void,
): void {
    const { type } = resource;
    const props = resource.props as Readonly<Record<string, any>>;
    if (type === INGRESS_TYPE) {
        each(withProtocol(props), "");
    } else if (type === RULE_TYPE) {
        judge.decide("type", () => {
            if (props.type === "ingress") each(props, "");
            return undefined;
        });
    } else if (GROUP_TYPES.some((group) => group === type)) {
        judge.decide("ingress", () => {
            for (const [index, found] of readingsOf(props.ingress as readonly Ingress[] | undefined).entries()) {
                const rule = judge.read(`ingress[${index}]`, found);
                if (rule !== undefined) each(rule, `ingress[${index}].`);
            }
            return undefined;
        });
    }
}

/** Whether a block is so large that it means the internet: everything, or one of a few parts of it; also one whose length is no number. */
export function isInternet(cidr: string): boolean {
    const [address = "", length = ""] = cidr.split("/");
    if (address.includes(":")) return !(Number(length) >= 16) && !/^f[cd]/i.test(address);
    return !(Number(length) >= 8);
}

/** The protocol has another name in the newer form. Read only when it is asked for, since it may not be known. */
function withProtocol(props: Readonly<Record<string, any>>): Ingress {
    return new Proxy(props, {
        get: (target, key) => target[key === "protocol" ? "ipProtocol" : (key as string)] as unknown,
    });
}
