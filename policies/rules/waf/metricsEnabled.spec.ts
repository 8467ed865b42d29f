import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { wafMetricsEnabled } from "./metricsEnabled";

const on = { visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "m" } };
const off = { visibilityConfig: { cloudwatchMetricsEnabled: false } };
const acl = subjectsOf("aws:wafv2/webAcl:WebAcl", on);
const group = subjectsOf("aws:wafv2/ruleGroup:RuleGroup", on);
const id = "visibilityConfig.cloudwatchMetricsEnabled";

describeRule(wafMetricsEnabled, {
    passes: { "a counted ACL": acl({ rules: [{ name: "r", ...on }] }), "a counted group": group({}) },
    violates: {
        "an ACL that is not counted": [acl(off), id],
        "a rule that is not counted, behind an unknown one": [
            acl({ rules: [UNKNOWN, { name: "r", ...off }] }),
            `rules[1].${id}`,
        ],
        "a rule of a group": [group({ rules: [{ name: "r", ...off }] }), `rules[0].${id}`],
    },
    missing: [acl({ visibilityConfig: undefined }), id],
    undecided: {
        "unknown rules": [acl({ rules: UNKNOWN }), "rules"],
        "an unknown setting": [acl({ visibilityConfig: { cloudwatchMetricsEnabled: UNKNOWN } }), id],
    },
});
