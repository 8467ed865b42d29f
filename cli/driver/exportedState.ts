import { createHash } from "node:crypto";

/** A resource as a state has it, as far as it is read. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    /** `false` for components, and for the stack itself. */
    readonly custom?: boolean;
    readonly protect?: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly parent?: string;
    readonly provider?: string;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
    readonly deletedWith?: string;
}

/** A deployment as `pulumi stack export` writes it. */
export interface Deployment {
    readonly manifest: object;
    readonly resources?: readonly StateResource[];
}

/** The resources in the text of a state export. */
export function resourcesIn(text: string): readonly StateResource[] {
    return (JSON.parse(text) as { deployment: Deployment }).deployment.resources ?? [];
}

/** Resources of AWS, or of other providers, and neither components nor what Pulumi itself keeps in a state. */
export function providedIn(text: string): readonly StateResource[] {
    return resourcesIn(text).filter(({ type, custom }) => custom === true && !type.startsWith("pulumi:"));
}

const EPOCH = "2000-01-01T00:00:00Z";
const PROVIDER_TYPE = "pulumi:providers:";

/**
 * A state export that is the same whenever the same program is rehearsed, on every machine: times, the ids that the engine
 * draws for providers, the order of what ran side by side and the repository's own path are replaced by constants.
 *
 * @param root - the repository's folder, which asset paths begin with
 */
export function reproducible(state: { version: number; deployment: Deployment }, root: string): string {
    const { manifest, resources = [] } = state.deployment;
    const deployment = {
        ...state.deployment,
        manifest: { ...manifest, time: EPOCH },
        // The salt of the throw-away passphrase.
        secrets_providers: undefined,
        resources: inOrder(resources).map((resource) => ({
            ...resource,
            created: undefined,
            modified: undefined,
            sourcePosition: undefined,
            stackTrace: undefined,
            dependencies: resource.dependencies?.toSorted(),
            propertyDependencies: sortedValues(resource.propertyDependencies),
        })),
    };
    const ids = resources.filter(({ type }) => type.startsWith(PROVIDER_TYPE)).map(({ urn, id }) => [id, urn] as const);
    const text = JSON.stringify({ ...state, deployment }, sortedKeys, 4);
    return ids
        .filter((pair): pair is readonly [string, string] => pair[0] !== undefined)
        .reduce((result, [id, urn]) => result.replaceAll(id, uuidOf(urn)), text)
        .replaceAll(`${root}/`, "");
}

/** Dependencies first, as an import needs them; by URN otherwise. */
function inOrder(resources: readonly StateResource[]): StateResource[] {
    const waiting = new Map(resources.map((resource) => [resource.urn, resource]));
    const ordered: StateResource[] = [];
    const place = (urn: string): void => {
        const resource = waiting.get(urn);
        if (resource === undefined) return;
        waiting.delete(urn);
        needs(resource).toSorted().forEach(place);
        ordered.push(resource);
    };
    resources
        .map(({ urn }) => urn)
        .toSorted()
        .forEach(place);
    return ordered;
}

function needs({
    parent,
    provider,
    dependencies = [],
    propertyDependencies = {},
    deletedWith,
}: StateResource): string[] {
    const providerUrn = provider?.slice(0, provider.lastIndexOf("::"));
    return [
        parent,
        providerUrn,
        deletedWith,
        ...dependencies,
        ...Object.values(propertyDependencies).flatMap((urns) => urns ?? []),
    ].filter((urn) => urn !== undefined && urn !== "") as string[];
}

function sortedValues(lists: StateResource["propertyDependencies"]) {
    return lists && Object.fromEntries(Object.entries(lists).map(([key, urns]) => [key, urns?.toSorted() ?? null]));
}

function sortedKeys(_key: string, value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function uuidOf(text: string): string {
    const hex = createHash("sha256").update(text).digest("hex");
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `8${hex.slice(17, 20)}`,
        hex.slice(20, 32),
    ].join("-");
}
