import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A rule that is not counted cannot raise an alarm. */
export const wafMetricsEnabled = defineRule({
    id: "waf-metrics-enabled",
    displayName: "WAF web ACLs and rules have CloudWatch metrics",
    description: "Web ACLs, rule groups and their rules have CloudWatch metrics.",
    severity: "medium",
    level: "advisory",
    tags: ["waf", "metrics"],
    frameworks: [fsbp("WAF.12"), wellArchitected("OPS08-BP01")],
    remediationSteps: "Set visibilityConfig.cloudwatchMetricsEnabled: true, in each rule too.",
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html",
    examples: ["aws.wafv2.WebAcl orders"],
    types: ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"],
    resource({ name, props }: ResourceView<aws.wafv2.WebAclArgs>, judge) {
        const id = "visibilityConfig.cloudwatchMetricsEnabled";
        judge.decide(id, () =>
            props.visibilityConfig?.cloudwatchMetricsEnabled === true ? undefined : `'${name}' is not counted.`,
        );
        judge.decideEach(
            "rules",
            () => props.rules,
            (rule) =>
                rule.visibilityConfig?.cloudwatchMetricsEnabled === true
                    ? undefined
                    : `Rule '${rule.name}' of '${name}' is not counted.`,
            `.${id}`,
        );
    },
    remediate({ props }: ResourceView<aws.wafv2.WebAclArgs>) {
        for (const { visibilityConfig } of [props, ...(props.rules ?? [])]) {
            if (visibilityConfig !== undefined) visibilityConfig.cloudwatchMetricsEnabled = true;
        }
    },
});
