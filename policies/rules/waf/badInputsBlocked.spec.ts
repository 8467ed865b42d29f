import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { wafBadInputsBlocked } from "./badInputsBlocked";

const acl = subjectsOf("aws:wafv2/webAcl:WebAcl", { scope: "REGIONAL" });
const group = (more: object = {}, name = "AWSManagedRulesKnownBadInputsRuleSet") => ({
    name: "managed",
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name, ...more } },
});
const counted = { ruleActionOverrides: [{ name: "Log4JRCE_HEADER", actionToUse: { count: {} } }] };
/** The group in WAF's own JSON. */
const json = (more: object) =>
    JSON.stringify([
        {
            Name: "managed",
            OverrideAction: { None: {} },
            Statement: {
                ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesKnownBadInputsRuleSet" },
            },
            ...more,
        },
    ]);

describeRule(wafBadInputsBlocked, {
    passes: {
        "the group": acl({ rules: [group()] }),
        "the group behind a rule that is not known": acl({ rules: [UNKNOWN, group()] }),
        "the group as JSON": acl({ ruleJson: json({}) }),
        "the group, with another rule counted": acl({
            rules: [group({ ruleActionOverrides: [{ name: "Host_localhost_HEADER", actionToUse: { count: {} } }] })],
        }),
    },
    violates: {
        "JSON that only names the group": [
            acl({ ruleJson: '[{"Name":"AWSManagedRulesKnownBadInputsRuleSet"}]' }),
            "rules",
        ],
        "the group as JSON that only counts": [acl({ ruleJson: json({ OverrideAction: { Count: {} } }) }), "rules"],
        "JSON that cannot be read": [acl({ ruleJson: json({}).slice(0, -1) }), "rules"],
        "another group": [acl({ rules: [group({}, "AWSManagedRulesCommonRuleSet")] }), "rules"],
        "the group that only counts": [acl({ rules: [{ ...group(), overrideAction: { count: {} } }] }), "rules"],
        "the rule about Log4j that only counts": [acl({ rules: [group(counted)] }), "rules"],
    },
    missing: [acl({}), "rules"],
    undecided: {
        "unknown rules": [acl({ rules: UNKNOWN }), "rules"],
        "a rule that is not known": [acl({ rules: [UNKNOWN] }), "rules"],
    },
});
