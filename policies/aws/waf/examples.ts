/** A web ACL that meets the rules, for their documentation. */
export const WEB_ACL_EXAMPLE = `new aws.wafv2.WebAcl("orders", {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "orders", sampledRequestsEnabled: true },
    rules: [
        {
            name: "known-bad-inputs",
            priority: 1,
            overrideAction: { none: {} },
            statement: {
                managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" },
            },
            visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "bad-inputs", sampledRequestsEnabled: true },
        },
    ],
});`;
