import type * as aws from "@pulumi/aws";
import { LOAD_BALANCER_TYPES } from "../../aws/lb/types";
import { fsbp } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** Invalid headers are how requests are smuggled past a load balancer. Other kinds do not read headers. */
export const lbHeadersValidated = defineRule({
    id: "lb-headers-validated",
    displayName: "Application load balancers drop invalid header fields",
    description: "Application load balancers drop headers that are not valid.",
    severity: "medium",
    level: "advisory",
    tags: ["lb", "exposure"],
    frameworks: [fsbp("ELB.4")],
    remediationSteps: "Set dropInvalidHeaderFields: true.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    examples: ["aws.lb.LoadBalancer"],
    types: LOAD_BALANCER_TYPES,
    ...settings<aws.lb.LoadBalancerArgs>(
        { dropInvalidHeaderFields: setTo(true, (name) => `Load balancer '${name}' passes invalid headers on.`) },
        { unless: ({ loadBalancerType = "application" }) => loadBalancerType !== "application" },
    ),
});
