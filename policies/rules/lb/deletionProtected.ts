import type * as aws from "@pulumi/aws";
import { fsbp } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { LOAD_BALANCER_EXAMPLE } from "../../aws/lb/examples";
import { LOAD_BALANCER_TYPES } from "../../aws/lb/types";

/** A new load balancer has another name, which nobody knows who calls the old one. */
export const lbDeletionProtected = defineRule({
    id: "lb-deletion-protected",
    displayName: "Load balancers have deletion protection",
    description: "Load balancers have deletion protection.",
    severity: "medium",
    tags: ["lb", "resilience"],
    frameworks: [fsbp("ELB.6")],
    remediationSteps: "Set enableDeletionProtection: true.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    examples: {
        aws: LOAD_BALANCER_EXAMPLE,
    },
    level: "advisory",
    types: [...LOAD_BALANCER_TYPES],
    resource({ name, props }: ResourceView<aws.lb.LoadBalancerArgs>, judge) {
        judge.decide("enableDeletionProtection", () =>
            props.enableDeletionProtection === true ? undefined : `Load balancer '${name}' can be deleted by mistake.`,
        );
    },
    remediate({ props }: ResourceView<aws.lb.LoadBalancerArgs>) {
        props.enableDeletionProtection = true;
    },
});
