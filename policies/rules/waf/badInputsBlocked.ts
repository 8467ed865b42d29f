import type * as aws from "@pulumi/aws";
import { jsonRules, type JsonRule } from "../../aws/waf/ruleJson";
import { reading, readingsOf } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

type Rule = NonNullable<ResourceView<aws.wafv2.WebAclArgs>["props"]["rules"]>[number];

const GROUP = "AWSManagedRulesKnownBadInputsRuleSet";

/** A group whose action is overridden to count, or its Log4j rules, lets the inputs in. Rules attached by other resources are not seen. */
export const wafBadInputsBlocked = defineRule({
    id: "waf-bad-inputs-blocked",
    displayName: "WAF web ACLs use the managed rule group of known bad inputs",
    description: "Web ACLs block by the managed group of known bad inputs, which stops Log4j lookups.",
    severity: "medium",
    level: "advisory",
    tags: ["waf", "exposure"],
    frameworks: [wellArchitected("SEC05-BP03")],
    remediationSteps:
        "Add a rule with managedRuleGroupStatement AWSManagedRulesKnownBadInputsRuleSet and overrideAction: { none: {} }.",
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
    examples: ["aws.wafv2.WebAcl orders"],
    types: ["aws:wafv2/webAcl:WebAcl"],
    resource({ name, props }: ResourceView<aws.wafv2.WebAclArgs>, judge) {
        judge.decide("rules", () => {
            if (jsonRules(props.ruleJson, name).some(blocksJson)) return undefined;
            const found = readingsOf(props.rules).map((rule) =>
                rule.known ? reading(() => blocks(rule.value)) : rule,
            );
            if (found.some((blocking) => blocking.known && blocking.value)) return undefined;
            for (const unknown of found.filter((blocking) => !blocking.known)) judge.read("rules", unknown);
            return found.every(({ known }) => known) ? `Web ACL '${name}' does not block known bad inputs.` : undefined;
        });
    },
});

function blocks({ statement, overrideAction }: Rule): boolean {
    const group = statement?.managedRuleGroupStatement;
    if (group?.name !== GROUP || group.vendorName !== "AWS" || overrideAction?.count !== undefined) return false;
    return !(group.ruleActionOverrides ?? []).some(
        ({ name, actionToUse }) => name.startsWith("Log4JRCE") && actionToUse?.count !== undefined,
    );
}

/** The same of a rule in WAF's own JSON. */
function blocksJson({ Statement, OverrideAction }: JsonRule): boolean {
    const group = Statement?.ManagedRuleGroupStatement;
    if (group?.Name !== GROUP || group.VendorName !== "AWS" || OverrideAction?.Count !== undefined) return false;
    return !(group.RuleActionOverrides ?? []).some(
        ({ Name, ActionToUse }) => String(Name).startsWith("Log4JRCE") && ActionToUse?.Count !== undefined,
    );
}
