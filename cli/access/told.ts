import { holds } from "../../policies/aws/iam/evaluation/conditions";
import { contextOf } from "../../policies/aws/iam/evaluation/derived";
import type { Grant } from "../../policies/aws/iam/evaluation/grant";
import type { Landscape } from "../../policies/aws/iam/evaluation/landscape";
import { arnParts } from "../../policies/aws/iam/pattern";
import { isScopable } from "../../policies/aws/iam/scope";
import { conditionText } from "./conditionText";
import { plainName, type Names } from "./names";
import type { Permission } from "./permission";
import type { Subject } from "./subjects";

/** What permissions are read from. */
export interface Reader {
    readonly landscape: Landscape;
    readonly names: Names;
}

/** A grant as a permission; none if what is known of who asks and of the resource keeps its conditions from ever being met. */
export function told(
    { landscape, names }: Reader,
    { principal, usedBy, caller }: Subject,
    effect: Permission["effect"],
    { statement, limits, reach, pattern, also }: Grant,
): Permission[] {
    const known = new Map(contextOf(landscape, caller, { resource: pattern }));
    // Who everybody is, the request tells; and so it does for a pattern that stands for resources of any account.
    if (caller.kind === "anonymous") PRINCIPAL_KEYS.forEach((key) => known.delete(key));
    const isLimited = reach.isRest || reach.patterns.some(isScopable);
    if (isLimited && hasOpenAccount(pattern)) known.delete("aws:resourceaccount");
    const texts = new Set<string>();
    for (const { conditions, hasVariables } of [statement, ...limits]) {
        for (const condition of conditions) {
            const key = condition.known ? condition.value.key : "";
            const isMet = condition.known && known.has(key) ? holds(condition.value, known, hasVariables) : undefined;
            if (isMet?.known === true && !isMet.value) return [];
            if (isMet?.known !== true) texts.add(names.lasting(conditionText(condition)));
        }
    }
    const { place } = statement;
    return [
        {
            principal,
            ...(caller.account !== undefined && { principalArn: caller.session ?? caller.name }),
            usedBy,
            effect,
            actions: reach.isRest ? [`everything but ${reach.patterns.join(", ")}`] : reach.patterns,
            resource: names.of(pattern),
            arn: pattern,
            conditions: [...texts, ...also.map((text) => names.lasting(text))].sort(),
            through: [typeof place === "string" ? place : plainName(place)],
        },
    ];
}

/** Whether a pattern leaves the account open: IAM takes fields that are missing at its end for `*`, and buckets name no account. */
function hasOpenAccount(pattern: string): boolean {
    const [, , service = "*", , account = "*"] = arnParts(pattern);
    return OPEN.test(account) || (account === "" && OPEN.test(service));
}

/** Wildcards, and variables, of which only the request tells what they stand for. */
const OPEN = /[*?$]/;

const PRINCIPAL_KEYS = ["aws:principaltype", "aws:principalisawsservice"];
