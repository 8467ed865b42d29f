import type * as aws from "@pulumi/aws";
import { eachIngress, INGRESS_TYPES } from "../../aws/ec2/ingress";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What Pulumi fills in when nothing is said describes nothing. The default group has no description of its own. */
export const ec2RulesDescribed = defineRule({
    id: "ec2-rules-described",
    displayName: "Security groups and their rules have descriptions",
    description: "Security groups and their rules of ingress have descriptions.",
    severity: "low",
    level: "advisory",
    tags: ["ec2", "operations"],
    frameworks: [wellArchitected("SEC05-BP02")],
    remediationSteps: "Set description of the group and of each rule.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    examples: ["aws.ec2.SecurityGroup", "Network"],
    types: INGRESS_TYPES,
    resource(resource: ResourceView, judge) {
        const { type, name } = resource;
        const isEmpty = (text: string | undefined) => [undefined, "", "Managed by Pulumi"].includes(text);
        if (type === INGRESS_TYPES[0]) {
            const { props } = resource as ResourceView<aws.ec2.SecurityGroupArgs>;
            judge.decide("description", () =>
                isEmpty(props.description) ? `Security group '${name}' does not say what it is for.` : undefined,
            );
        }
        eachIngress(resource, judge, (rule, path) =>
            judge.decide(`${path}description`, () =>
                isEmpty(rule.description) ? `A rule of '${name}' does not say what it is for.` : undefined,
            ),
        );
    },
});
