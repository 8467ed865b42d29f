import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ec2DefaultGroupClosed } from "./defaultGroupClosed";

const group = subjectsOf("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");

describeRule(ec2DefaultGroupClosed, {
    passes: { "a closed group": group({ ingress: [], egress: [] }), "nothing said, which closes it": group({}) },
    violates: { "a way out, beside ways in that are not known": [group({ ingress: UNKNOWN, egress: [{}] }), "egress"] },
    missing: [group({ ingress: [{ self: true }] }), "ingress"],
    undecided: { "unknown rules": [group({ ingress: UNKNOWN }), "ingress"] },
});
