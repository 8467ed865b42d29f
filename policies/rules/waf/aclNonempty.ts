import type * as aws from "@pulumi/aws";
import { jsonRules } from "../../aws/waf/ruleJson";
import { attached } from "../../framework/attached";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const ACL_TYPE = "aws:wafv2/webAcl:WebAcl";
const ATTACHED = ["aws:wafv2/webAclRule:WebAclRule", "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"];

/** A web ACL that lets everything pass by default and has no rules is only a name. */
export const wafAclNonempty = defineRule({
    id: "waf-acl-nonempty",
    displayName: "WAF web ACLs have rules",
    description: "Web ACLs have rules, of their own or attached, or block by default.",
    severity: "medium",
    level: "advisory",
    tags: ["waf", "exposure"],
    frameworks: [fsbp("WAF.10"), wellArchitected("SEC05-BP03")],
    remediationSteps: "Give rules, ruleJson, or attach aws.wafv2.WebAclRule.",
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html",
    examples: ["aws.wafv2.WebAcl orders"],
    types: [ACL_TYPE, ...ATTACHED],
    ...attached({
        of: [ACL_TYPE],
        by: { types: ATTACHED, property: "webAclArn", identities: ["arn"] },
        id: "rules",
        fault: (name) => `Web ACL '${name}' lets everything pass.`,
        within: ({ name, props: { rules, ruleJson, defaultAction } }: ResourceView<aws.wafv2.WebAclArgs>) =>
            (rules?.length ?? 0) > 0 || defaultAction?.block !== undefined || jsonRules(ruleJson, name).length > 0,
    }),
});
