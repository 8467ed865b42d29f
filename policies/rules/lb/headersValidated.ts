import type * as aws from "@pulumi/aws";
import { fsbp } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { LOAD_BALANCER_EXAMPLE } from "../../aws/lb/examples";
import { LOAD_BALANCER_TYPES } from "../../aws/lb/types";

/** Invalid headers are how requests are smuggled past a load balancer. Other kinds do not read headers. */
export const lbHeadersValidated = defineRule({
    id: "lb-headers-validated",
    displayName: "Application load balancers drop invalid header fields",
    description: "Application load balancers drop headers that are not valid.",
    severity: "medium",
    tags: ["lb", "exposure"],
    frameworks: [fsbp("ELB.4")],
    remediationSteps: "Set dropInvalidHeaderFields: true.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    examples: {
        aws: LOAD_BALANCER_EXAMPLE,
    },
    level: "advisory",
    types: [...LOAD_BALANCER_TYPES],
    resource({ name, props }: ResourceView<aws.lb.LoadBalancerArgs>, judge) {
        judge.decide("dropInvalidHeaderFields", () =>
            props.dropInvalidHeaderFields === true || (props.loadBalancerType ?? "application") !== "application"
                ? undefined
                : `Load balancer '${name}' passes invalid headers on.`,
        );
    },
    remediate({ props }: ResourceView<aws.lb.LoadBalancerArgs>) {
        if ((props.loadBalancerType ?? "application") === "application") props.dropInvalidHeaderFields = true;
    },
});
