import type { PolicyResource } from "@pulumi/policy";
import { grouped } from "./grouped";
import { isKnown, reading, readingsOf, type NotRead, type Reading } from "./reading";
import type { ResourceView } from "./resource";

/** A resource of a stack, by its inputs, with its outputs and references. */
export interface StackResource extends ResourceView<any> {
    /** Its outputs: unknown where they are computed and the resource does not exist yet. */
    readonly outputs: Readonly<Record<string, any>>;
    /** Whether a program only reads it, so that its inputs are not known and others may have more that belongs to it. */
    readonly isRead: boolean;
    /** The resources that a property's value was made of. */
    referencesOf(property: string): readonly string[];
}

/** How resources name another one: which types, in which property, and what of the other one's outputs stands there, such as its name. */
export interface Link {
    readonly types: readonly string[];
    /** Holds one name, or a list of them. */
    readonly property: string;
    readonly identities: readonly string[];
}

/** Resources by what a property of theirs names. */
interface Index {
    readonly byValue: ReadonlyMap<unknown, readonly StackResource[]>;
    readonly byReference: ReadonlyMap<string, readonly StackResource[]>;
    /** Those of whose property something is not known. */
    readonly unknown: readonly StackResource[];
    /** What of these may name a resource of a type, by the types asked for. */
    readonly open: Map<string, readonly NotRead[]>;
}

/**
 * All resources of a stack. Their properties are the inputs that the program gave: outputs also hold what the provider filled
 * in, and are unknown in a preview just where the program left something out.
 */
export class StackView {
    private readonly resources: readonly StackResource[];
    private readonly positions: ReadonlyMap<string, number>;
    private readonly byTypes = new Map<string, readonly StackResource[]>();
    private readonly indexes: Cache<Index> = new WeakMap();
    private readonly identified: Cache<ReadonlyMap<unknown, readonly StackResource[]>> = new WeakMap();

    constructor(resources: readonly PolicyResource[], inputs: ReadonlyMap<string, Record<string, any>>) {
        this.resources = resources.map((resource) => ({
            type: resource.type,
            name: resource.name,
            urn: resource.urn,
            props: inputs.get(resource.urn) ?? resource.props,
            outputs: resource.props,
            isRead: !inputs.has(resource.urn),
            referencesOf: (property) => (resource.propertyDependencies[property] ?? []).map(({ urn }) => urn),
        }));
        this.positions = new Map(this.resources.map(({ urn }, position) => [urn, position]));
    }

    /** Every resource. */
    all(): readonly StackResource[] {
        return this.resources;
    }

    /** The resources of any of these types. */
    ofType(...types: readonly string[]): readonly StackResource[] {
        const key = types.join(" ");
        let found = this.byTypes.get(key);
        if (found === undefined) {
            const wanted = new Set(types);
            found = this.resources.filter(({ type }) => wanted.has(type));
            this.byTypes.set(key, found);
        }
        return found;
    }

    /** The resources of some types that a value names. */
    named(value: unknown, types: readonly string[], identities: readonly string[]): readonly StackResource[] {
        const resources = this.ofType(...types);
        const byIdentity = cached(this.identified, resources, identities.join(" "), () =>
            grouped(resources, (resource) => [...new Set(identitiesOf(resource, identities))]),
        );
        return byIdentity.get(value) ?? [];
    }

    /** The resources of some types that a property names: by its values, or where these are not known by the reference that the engine recorded. */
    namedIn(
        child: StackResource,
        property: string,
        types: readonly string[],
        identities: readonly string[],
    ): readonly StackResource[] {
        const candidates = [
            ...valuesOf(child, property)
                .filter(isKnown)
                .flatMap(({ value }) => this.named(value, types, identities)),
            ...child.referencesOf(property).flatMap((urn) => this.at(urn) ?? []),
        ];
        return [...new Set(candidates)].filter(
            (parent) => types.includes(parent.type) && this.names(child, property, parent, identities),
        );
    }

    /** Whether `child` names `parent` in `property`. */
    refersTo(
        child: StackResource,
        property: string,
        parent: StackResource,
        identities: readonly string[],
    ): Reading<boolean> {
        if (this.names(child, property, parent, identities)) return { known: true, value: true };
        return this.openIn(child, property, parent.type).at(0) ?? { known: true, value: false };
    }

    /**
     * The resources that are attached to `parent`. The reading is unknown when none is and one of them names something that is not
     * known.
     */
    attachedTo(parent: StackResource, link: Link): Reading<readonly StackResource[]> {
        const attached = this.referrersTo(parent, link);
        const open = attached.length === 0 ? this.openTo(parent.type, link).at(0) : undefined;
        return open ?? { known: true, value: attached };
    }

    /** The resources that name `parent`, as far as it is known: in the order of the stack. */
    referrersTo(parent: StackResource, { types, property, identities }: Link): readonly StackResource[] {
        const index = this.indexOf(this.ofType(...types), property);
        const candidates = [
            ...identitiesOf(parent, identities).flatMap((identity) => index.byValue.get(identity) ?? []),
            ...(index.byReference.get(parent.urn) ?? []),
        ];
        return [...new Set(candidates)]
            .filter((child) => this.names(child, property, parent, identities))
            .sort((left, right) => this.positionOf(left) - this.positionOf(right));
    }

    /** What may yet name a resource of a type: it is not known, and made of no resource of that type. */
    openTo(type: string, { types, property }: Omit<Link, "identities">): readonly NotRead[] {
        const { open, unknown } = this.indexOf(this.ofType(...types), property);
        const found = open.get(type) ?? unknown.flatMap((child) => this.openIn(child, property, type));
        open.set(type, found);
        return found;
    }

    /** What of a property may yet name a resource of a type. */
    openIn(child: StackResource, property: string, type: string): readonly NotRead[] {
        if (child.referencesOf(property).some((urn) => this.at(urn)?.type === type)) return [];
        return valuesOf(child, property)
            .filter((found) => !found.known)
            .map((found) => ({ ...found, path: `${child.name}.${found.path}` }));
    }

    /** The resources of a type of which a property was made of `parent`. */
    referring(parent: StackResource, type: string, property: string): readonly StackResource[] {
        return this.indexOf(this.ofType(type), property).byReference.get(parent.urn) ?? [];
    }

    /** By value where that is known of both, else by the reference that the engine recorded. */
    private names(
        child: StackResource,
        property: string,
        parent: StackResource,
        identities: readonly string[],
    ): boolean {
        const own = identitiesOf(parent, identities);
        const values = valuesOf(child, property);
        if (values.some((found) => found.known && own.includes(found.value as string))) return true;
        const isPending = own.length === 0 || !values.every(isKnown);
        return isPending && child.referencesOf(property).includes(parent.urn);
    }

    private at(urn: string): StackResource | undefined {
        return this.resources[this.positions.get(urn) ?? -1];
    }

    private positionOf({ urn }: StackResource): number {
        return this.positions.get(urn) ?? -1;
    }

    /** @param resources a list that {@link ofType} gave */
    private indexOf(resources: readonly StackResource[], property: string): Index {
        return cached(this.indexes, resources, property, () => {
            const named = new Map(resources.map((child) => [child, valuesOf(child, property)]));
            return {
                byValue: grouped(resources, (child) => [
                    ...new Set(
                        named
                            .get(child)!
                            .filter(isKnown)
                            .map(({ value }) => value),
                    ),
                ]),
                byReference: grouped(resources, (child) => [...new Set(child.referencesOf(property))]),
                unknown: resources.filter((child) => !named.get(child)!.every(isKnown)),
                open: new Map(),
            };
        });
    }
}

/** The values of a property that holds one or a list. */
export function valuesOf({ props }: ResourceView<any>, property: string): readonly Reading<unknown>[] {
    const found = reading(() => props[property] as unknown);
    if (!found.known) return [found];
    if (found.value === undefined || found.value === null) return [];
    return Array.isArray(found.value) ? readingsOf<unknown>(found.value) : [found];
}

/** Makes something once for each stack. */
export function perStack<T>(make: (stack: StackView) => T): (stack: StackView) => T {
    const made = new WeakMap<StackView, { readonly value: T }>();
    return (stack) => {
        let found = made.get(stack);
        if (found === undefined) made.set(stack, (found = { value: make(stack) }));
        return found.value;
    };
}

/** What was made of lists of resources, by a key. */
type Cache<T> = WeakMap<readonly StackResource[], Map<string, T>>;

function cached<T>(cache: Cache<T>, resources: readonly StackResource[], key: string, make: () => T): T {
    const byKey = cache.get(resources) ?? new Map<string, T>();
    cache.set(resources, byKey);
    const found = byKey.get(key) ?? make();
    byKey.set(key, found);
    return found;
}

/** The texts by which others may name a resource, as far as they are known. */
export function identitiesOf({ outputs }: StackResource, identities: readonly string[]): readonly string[] {
    return identities.flatMap((identity) => {
        const found = reading(() => outputs[identity] as unknown);
        return found.known && typeof found.value === "string" ? [found.value] : [];
    });
}
