import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ec2RulesDescribed } from "./rulesDescribed";

const group = subjectsOf("aws:ec2/securityGroup:SecurityGroup");
const byDefault = subjectsOf("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const rule = subjectsOf("aws:ec2/securityGroupRule:SecurityGroupRule", { type: "ingress" });
const ingress = subjectsOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
const said = { description: "HTTPS from the VPC" };

describeRule(ec2RulesDescribed, {
    passes: {
        "a group and its rule": group({ ...said, ingress: [said] }),
        "a rule by itself": ingress(said),
        "the default group without rules": byDefault({ ingress: [] }),
        "what goes out": rule({ type: "egress" }),
    },
    violates: {
        "what Pulumi fills in": [group({ description: "Managed by Pulumi" }), "description"],
        "a rule of a group, behind an unknown one": [
            group({ ...said, ingress: [UNKNOWN, {}] }),
            "ingress[1].description",
        ],
        "a rule by itself": [ingress({}), "description"],
        "the older form of it": [rule({}), "description"],
    },
    missing: [group({}), "description"],
    undecided: { "an unknown text": [ingress({ description: UNKNOWN }), "description"] },
});
