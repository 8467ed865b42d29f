import { expandAction } from "./actions";
import type { ParameterSchemas } from "../../framework/parameters";
import { ARN_RESOURCE as RESOURCE, arnParts, hasWildcard, isOnlyWildcards, withoutVariables } from "./pattern";

/** The parameter by which rules leave some actions alone, although AWS could limit them. */
export const UNSCOPED = {
    type: "array",
    description:
        "Actions that may have all resources although the reference lists types for them, since those are not what they usually act on: a metric is in no dataset, a text needs no lexicon.",
    default: [
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
        "cloudwatch:PutMetricData",
        "polly:SynthesizeSpeech",
        "translate:TranslateText",
    ],
    items: { type: "string" },
} satisfies ParameterSchemas[string];

/**
 * Whether a resource pattern gives an action a whole account's resources although AWS could limit it to some: `*`, and ARNs
 * with nothing but a wildcard where the resource is named (`arn:aws:s3:::*`, `…:table/*`). A wildcard behind a name
 * (`arn:aws:s3:::lake/*`, `…:table/orders/index/*`) or after the beginning of one (`orders-*`) is not that.
 *
 * An action that AWS does not list counts as one that could be limited.
 */
export function isAccountWide(resource: string, action: string): boolean {
    if (!hasWildcard(resource)) return false;
    const [service = "", name = ""] = action.split(":");
    const actions = hasWildcard(service) ? [] : expandAction(`${service}:${name}`);
    if (actions.length === 0) return isWideByForm(resource);
    return actions.some(({ resourceFormats }) => resourceFormats.some((format) => isWideFor(resource, format)));
}

/** Whether AWS can limit an action, or one that a pattern reaches, to resources. */
export function isScopable(action: string): boolean {
    const actions = expandAction(action);
    return actions.length === 0 || actions.some(({ resourceFormats }) => resourceFormats.length > 0);
}

/** Whether a resource pattern is all that a format of ARNs can name in an account. */
export function isWideFor(resource: string, format: string): boolean {
    const parts = partsOf(resource);
    if (parts.length <= RESOURCE) return true;
    if (format === "*") return isWideByForm(resource);
    const [pattern, expected] = [parts, partsOf(format)];
    if (!admits(pattern[2], expected[2]) || !admits(pattern[4], expected[4])) return false;
    const [named = "", template = ""] = [pattern[RESOURCE], expected[RESOURCE]];
    const variable = template.indexOf("${");
    if (variable < 0) return false;
    const type = template.slice(0, variable);
    // What follows a colon is a version, an alias or a stream of what is named.
    const delimiter = /\$\{[^}]*\}([/:])/.exec(template)?.[1] ?? ":";
    if (!named.toLowerCase().startsWith(type.toLowerCase())) {
        const literal = named.slice(0, named.search(/[*?]|$/));
        return literal.length < named.length && type.toLowerCase().startsWith(literal.toLowerCase());
    }
    const rest = named.slice(type.length);
    const end = rest.indexOf(delimiter);
    return isOnlyWildcards(end < 0 ? rest : rest.slice(0, end));
}

/** For actions whose ARNs are not known: the name is what follows an optional type (`table/`, `function:`), but for buckets, which have none. */
function isWideByForm(resource: string): boolean {
    const parts = partsOf(resource);
    const [, , service = "", , , named = ""] = parts;
    const name = service === "s3" ? named.split("/")[0] : named.replace(/^[a-z-]+[/:]/, "");
    return parts.length <= RESOURCE || isOnlyWildcards(name);
}

/** Whether a part of an ARN can be what the format has there: a fixed word, a variable, or nothing. */
function admits(part = "", expected = ""): boolean {
    if (hasWildcard(part)) return true;
    if (expected.startsWith("${")) return part !== "";
    return part === expected;
}

function partsOf(arn: string): string[] {
    return arnParts(arn.startsWith("arn:${Partition}") ? arn : withoutVariables(arn));
}
