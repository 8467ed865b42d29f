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

describeRule(wafBadInputsBlocked, {
    passes: {
        "the group": acl({ rules: [group()] }),
        "the group behind a rule that is not known": acl({ rules: [UNKNOWN, group()] }),
        "the group as JSON": acl({ ruleJson: '[{"Name":"AWSManagedRulesKnownBadInputsRuleSet"}]' }),
        "the group, with another rule counted": acl({
            rules: [group({ ruleActionOverrides: [{ name: "Host_localhost_HEADER", actionToUse: { count: {} } }] })],
        }),
    },
    violates: {
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
