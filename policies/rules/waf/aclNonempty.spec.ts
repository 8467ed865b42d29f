import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { wafAclNonempty } from "./aclNonempty";

const acl = subjectsOf("aws:wafv2/webAcl:WebAcl", { scope: "REGIONAL", defaultAction: { allow: {} } });
const rule = subjectsOf("aws:wafv2/webAclRule:WebAclRule");
const group = subjectsOf("aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation");
const orders = { name: "orders", outputs: { arn: "arn:orders" } };

describeRule(wafAclNonempty, {
    passes: {
        "a rule": acl({ rules: [{ name: "r" }] }),
        "rules as JSON": acl({ ruleJson: '[{"Name":"r"}]' }),
        "a rule by itself": [acl({}, orders), rule({ webAclArn: "arn:orders" })],
        "a group of rules": [acl({}, orders), group({ webAclArn: "arn:orders" })],
        "an ACL that blocks": acl({ defaultAction: { block: {} } }),
    },
    violates: {
        "an empty list": [acl({ rules: [] }, orders), "rules"],
        "an empty list as JSON": [acl({ ruleJson: " [ ] " }, orders), "rules"],
        "rules that cannot be read": [acl({ ruleJson: "[{]" }, orders), "rules"],
        "a rule of another ACL": [[acl({}, orders), rule({ webAclArn: "arn:other" })], "rules"],
    },
    missing: [acl({}, orders), "rules"],
    undecided: {
        "unknown rules": [acl({ rules: UNKNOWN }, orders), "rules"],
        "a rule of nobody knows which ACL": [[acl({}, orders), rule({ webAclArn: UNKNOWN }, { name: "r" })], "rules"],
    },
});
