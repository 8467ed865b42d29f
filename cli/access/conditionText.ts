import type { Condition } from "../../policies/aws/iam/condition";
import type { Reading } from "../../policies/framework/reading";

/** How operators read in a sentence, in lower case. Others are their own words: `NumericLessThan` → `less than`. */
const WORDS: Readonly<Record<string, string>> = {
    arnequals: "like",
    arnnotequals: "not like",
    ipaddress: "in",
    notipaddress: "not in",
    stringequalsignorecase: "is, in any case,",
    stringnotequalsignorecase: "is not, in any case,",
};

/** A condition as a text: `kms:ViaService is sqs.eu-west-1.amazonaws.com`. */
export function conditionText(found: Reading<Condition>): string {
    if (!found.known) return `something that is not known: ${found.path}`;
    const { operator, ifExists, set, name, values } = found.value;
    const asked = values.map((value) => (value.known ? value.value : `(not known: ${value.path})`));
    if (operator.toLowerCase() === "null") return `${name} ${asked.includes("true") ? "is absent" : "is there"}`;
    const which = set === "ForAllValues" ? "each of " : set === "ForAnyValue" ? "one of " : "";
    const words = wordsOf(operator);
    const joined = asked.join(words.includes("not") ? " nor " : " or ");
    return `${which}${name} ${words} ${joined}${ifExists ? ", where it is there" : ""}`;
}

function wordsOf(operator: string): string {
    const words = operator
        .replace(/^(String|Arn|Numeric|Date|Binary)(?=.)/i, "")
        .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
        .toLowerCase();
    return WORDS[operator.toLowerCase()] ?? { equals: "is", bool: "is", "not equals": "is not" }[words] ?? words;
}
