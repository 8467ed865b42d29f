import { createHash } from "node:crypto";
import { isOfAws, type Resource, type State } from "./states";

/** What tells the resources of one copy from those of another. */
interface Identities {
    /** What was made up for names and ids: letters and digits that mean nothing. */
    readonly random: ReadonlySet<string>;
    /** Names that were chosen, of which an account can have one. */
    readonly chosen: ReadonlySet<string>;
    /** Resources that a copy has of its own. */
    readonly urns: ReadonlySet<string>;
}

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const RANDOM = new RegExp(`(?<![0-9A-Za-z])(?:${UUID}|(?=[a-f]*[0-9])[0-9a-f]{6,})(?![0-9A-Za-z])`, "g");
const ACCOUNT = /^\d{12}$/;

/**
 * Repeats all resources of the states of one environment. In each copy names, ids, ARNs and URNs are others, and the same in all
 * places, in all layers and within documents: references lead to the copy's own resources. The first copy is the original. What a
 * stack has once (itself, its providers, its references to other stacks) is not repeated.
 *
 * @param copies how often the resources are there in the result, at least 1
 */
export function multiplied(states: readonly State[], copies: number): State[] {
    const repeated = states.flatMap(({ deployment }) => deployment.resources.filter(isRepeated));
    const identities = identitiesOf(repeated);
    return states.map((state) => ({
        ...state,
        deployment: {
            ...state.deployment,
            resources: [
                ...state.deployment.resources,
                ...Array.from({ length: copies - 1 }, (_, index) => renaming(identities, index + 2)).flatMap((rename) =>
                    state.deployment.resources.filter(isRepeated).map((resource) => renamed(resource, rename)),
                ),
            ],
        },
    }));
}

function isRepeated({ type }: Resource): boolean {
    return !type.startsWith("pulumi:");
}

function identitiesOf(resources: readonly Resource[]): Identities {
    const random = new Set<string>();
    const chosen = new Set<string>();
    for (const { id = "", outputs = {} } of resources.filter(isOfAws)) {
        const { arn, name } = outputs;
        for (const text of [id, arn, name])
            if (typeof text === "string") randomIn(text).forEach((it) => random.add(it));
        // A name with a path or in an ARN stands by itself; another one, such as an alias's, within what it belongs to.
        const own = typeof name === "string" && (id.includes("/") || id.startsWith("arn:")) && id.endsWith(name);
        if (own && randomIn(id).length === 0) chosen.add(name);
    }
    return { random, chosen, urns: new Set(resources.map(({ urn }) => urn)) };
}

function randomIn(text: string): string[] {
    return [...text.matchAll(RANDOM)].map(([found]) => found).filter((found) => !ACCOUNT.test(found));
}

/** Renames whatever a text names of the original, for one of the copies. */
function renaming({ random, chosen, urns }: Identities, copy: number): (text: string) => string {
    const names = chosen.size > 0 ? new RegExp(`(?<![\\w-])(?:${[...chosen].join("|")})(?![\\w-])`, "g") : undefined;
    const made = new Map([...random].map((part) => [part, remade(part, copy)]));
    return (text) => {
        if (urns.has(text)) return `${text}-${copy}`;
        const named = names === undefined ? text : text.replace(names, (name) => `${name}-${copy}`);
        return named.replace(RANDOM, (part) => made.get(part) ?? part);
    };
}

/** Other letters and digits in the same form. */
function remade(part: string, copy: number): string {
    const digest = createHash("sha256").update(`${copy} ${part}`).digest("hex");
    return part.replace(/[0-9a-f]/g, (_, index: number) => digest[index] ?? "0");
}

function renamed<T>(value: T, rename: (text: string) => string): T {
    if (typeof value === "string") return rename(value) as T;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((element: unknown) => renamed(element, rename)) as T;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner, rename)])) as T;
}
