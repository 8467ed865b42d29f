import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { WEB_ACL_EXAMPLE } from "../../aws/waf/examples";
import { jsonRules } from "../../aws/waf/ruleJson";

const ACL_TYPE = "aws:wafv2/webAcl:WebAcl";
const ATTACHED = ["aws:wafv2/webAclRule:WebAclRule", "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"];

/** A web ACL that lets everything pass by default and has no rules is only a name. */
export const wafAclNonempty = defineRule({
    id: "waf-acl-nonempty",
    displayName: "WAF web ACLs have rules",
    description: "Web ACLs have rules, of their own or attached, or block by default.",
    severity: "medium",
    tags: ["waf", "exposure"],
    frameworks: [fsbp("WAF.10"), wellArchitected("SEC05-BP03")],
    remediationSteps: "Give rules, ruleJson, or attach aws.wafv2.WebAclRule.",
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html",
    examples: {
        aws: WEB_ACL_EXAMPLE,
    },
    level: "advisory",
    types: [ACL_TYPE, ...ATTACHED],
    stack(stack, judgeOf) {
        for (const acl of stack.ofType(ACL_TYPE)) {
            const judge = judgeOf(acl);
            judge.decide("rules", () => {
                const { rules, ruleJson, defaultAction } = (acl as ResourceView<aws.wafv2.WebAclArgs>).props;
                if ((rules?.length ?? 0) > 0 || defaultAction?.block !== undefined) return undefined;
                if (jsonRules(ruleJson, acl.name).length > 0) return undefined;
                const attached = judge.read(
                    "rules",
                    stack.attachedTo(acl, { types: ATTACHED, property: "webAclArn", identities: ["arn"] }),
                );
                return attached?.length === 0 ? `Web ACL '${acl.name}' lets everything pass.` : undefined;
            });
        }
    },
});
