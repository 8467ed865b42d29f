import type * as aws from "@pulumi/aws";
import { cis, fsbp } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What names no group gets the default one. The resource takes all its rules away but those that it is given. */
export const ec2DefaultGroupClosed = defineRule({
    id: "ec2-default-group-closed",
    displayName: "Default security groups have no rules",
    description: "Default security groups have no rules.",
    severity: "high",
    tags: ["ec2", "network"],
    frameworks: [fsbp("EC2.2"), cis("5.5")],
    remediationSteps: "Make aws.ec2.DefaultSecurityGroup with ingress: [] and egress: [].",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
    examples: ["aws.ec2.DefaultSecurityGroup", "Network"],
    types: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
    resource({ name, props }: ResourceView<aws.ec2.DefaultSecurityGroupArgs>, judge) {
        for (const direction of ["ingress", "egress"] as const) {
            judge.decide(direction, () =>
                (props[direction]?.length ?? 0) > 0
                    ? `Default security group '${name}' has rules (${direction}).`
                    : undefined,
            );
        }
    },
});
