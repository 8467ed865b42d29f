import { parseJson } from "../../framework/json";
import { UnreadableError } from "../../framework/reading";

/** A rule of a web ACL in WAF's own JSON, as far as rules of the pack read it. */
export interface JsonRule {
    readonly Name?: unknown;
    readonly OverrideAction?: { readonly Count?: unknown };
    readonly Statement?: {
        readonly ManagedRuleGroupStatement?: {
            readonly VendorName?: unknown;
            readonly Name?: unknown;
            readonly RuleActionOverrides?: readonly {
                readonly Name?: unknown;
                readonly ActionToUse?: { readonly Count?: unknown };
            }[];
        };
    };
}

/**
 * The rules that `ruleJson` gives; none without it.
 *
 * @param name the web ACL's
 * @throws UnreadableError when it is no list of objects
 */
export function jsonRules(ruleJson: string | undefined, name: string): readonly JsonRule[] {
    if (ruleJson === undefined || ruleJson.trim() === "") return [];
    const subject = `ruleJson of '${name}'`;
    const rules = parseJson(ruleJson, subject);
    if (!Array.isArray(rules) || rules.some((rule) => typeof rule !== "object" || rule === null))
        throw new UnreadableError(subject, "is no list of rules");
    return rules as JsonRule[];
}
