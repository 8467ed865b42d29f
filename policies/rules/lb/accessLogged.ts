import type * as aws from "@pulumi/aws";
import { LOAD_BALANCER_TYPES } from "../../aws/lb/types";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustBe, settings } from "../../framework/settings";

/** A bucket alone does not switch them on. Gateway load balancers have none. */
export const lbAccessLogged = defineRule({
    id: "lb-access-logged",
    displayName: "Load balancers have access logs",
    description: "Application and network load balancers have access logs.",
    severity: "medium",
    level: "advisory",
    tags: ["lb", "logging"],
    frameworks: [fsbp("ELB.5"), wellArchitected("SEC04-BP01")],
    remediationSteps: "Set accessLogs: { bucket, enabled: true }.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
    examples: ["aws.lb.LoadBalancer"],
    types: LOAD_BALANCER_TYPES,
    ...settings<aws.lb.LoadBalancerArgs>(
        { "accessLogs.enabled": mustBe(true, (name) => `Load balancer '${name}' has no access logs.`) },
        { unless: ({ loadBalancerType }) => loadBalancerType === "gateway" },
    ),
});
