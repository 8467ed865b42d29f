import type * as aws from "@pulumi/aws";
import { LOAD_BALANCER_TYPES } from "../../aws/lb/types";
import { fsbp } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** A new load balancer has another name, which nobody knows who calls the old one. */
export const lbDeletionProtected = defineRule({
    id: "lb-deletion-protected",
    displayName: "Load balancers have deletion protection",
    description: "Load balancers have deletion protection.",
    severity: "medium",
    level: "advisory",
    tags: ["lb", "resilience"],
    frameworks: [fsbp("ELB.6")],
    remediationSteps: "Set enableDeletionProtection: true.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    examples: ["aws.lb.LoadBalancer"],
    types: LOAD_BALANCER_TYPES,
    ...settings<aws.lb.LoadBalancerArgs>({
        enableDeletionProtection: setTo(true, (name) => `Load balancer '${name}' can be deleted by mistake.`),
    }),
});
