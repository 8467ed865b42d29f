import type { PolicyResource } from "@pulumi/policy";
import { grouped } from "./grouped";
import { isKnown, reading, type Reading } from "./reading";
import type { ResourceView } from "./resource";

/** A resource of a stack, by its inputs, with its outputs and references. */
export interface StackResource extends ResourceView<any> {
    /** Its outputs: unknown where they are computed and the resource does not exist yet. */
    readonly outputs: Readonly<Record<string, any>>;
    /** The resources that a property's value was made of. */
    referencesOf(property: string): readonly string[];
}

/** Resources by what a property of theirs names. */
interface Index {
    readonly byValue: ReadonlyMap<unknown, readonly StackResource[]>;
    readonly byReference: ReadonlyMap<string, readonly StackResource[]>;
    /** Those whose property is not known. */
    readonly unknown: readonly StackResource[];
    /** The first of these that refers to no resource of a type, by the types asked for. */
    readonly unresolved: Map<string, StackResource | undefined>;
}

/**
 * All resources of a stack. Their properties are the inputs that the program gave: outputs also hold what the provider filled
 * in, and are unknown in a preview just where the program left something out.
 */
export class StackView {
    private readonly resources: readonly StackResource[];
    private readonly positions: ReadonlyMap<string, number>;
    private readonly byTypes = new Map<string, readonly StackResource[]>();
    private readonly indexes = new WeakMap<readonly StackResource[], Map<string, Index>>();

    constructor(resources: readonly PolicyResource[], inputs: ReadonlyMap<string, Record<string, any>>) {
        this.resources = resources.map((resource) => ({
            type: resource.type,
            name: resource.name,
            urn: resource.urn,
            props: inputs.get(resource.urn) ?? resource.props,
            outputs: resource.props,
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

    /**
     * Whether `child` names `parent` in `property`: by value where both are known, else by the reference that the engine
     * recorded.
     *
     * @param identities output properties of the parent that may stand there, such as its name.
     */
    refersTo(
        child: StackResource,
        property: string,
        parent: StackResource,
        identities: readonly string[],
    ): Reading<boolean> {
        const named = reading(() => child.props[property] as unknown);
        const own = identitiesOf(parent, identities);
        if (named.known && own.length > 0) return { known: true, value: own.includes(named.value) };
        if (child.referencesOf(property).includes(parent.urn)) return { known: true, value: true };
        // A name that is known is not one that is still to be made.
        return named.known || this.refersToType(child, property, parent.type)
            ? { known: true, value: false }
            : { known: false, path: `${child.name}.${named.path}` };
    }

    /**
     * The resources of some types that are attached to `parent`. The reading is unknown when none is and one of them names
     * something that is not known.
     */
    attachedTo(
        parent: StackResource,
        children: {
            readonly types: readonly string[];
            readonly property: string;
            readonly identities: readonly string[];
        },
    ): Reading<readonly StackResource[]> {
        const { types, property, identities } = children;
        const index = this.indexOf(this.ofType(...types), property);
        const candidates = [
            ...identitiesOf(parent, identities).flatMap((identity) => index.byValue.get(identity) ?? []),
            ...(index.byReference.get(parent.urn) ?? []),
        ];
        const attached = [...new Set(candidates)]
            .filter((child) => {
                const link = this.refersTo(child, property, parent, identities);
                return link.known && link.value;
            })
            .sort((left, right) => this.positionOf(left) - this.positionOf(right));
        const unresolved = attached.length === 0 ? this.unresolvedIn(index, property, parent.type) : undefined;
        const unknown = unresolved && this.refersTo(unresolved, property, parent, identities);
        return unknown?.known === false ? unknown : { known: true, value: attached };
    }

    /** The resources of a type of which a property was made of `parent`. */
    referring(parent: StackResource, type: string, property: string): readonly StackResource[] {
        return this.indexOf(this.ofType(type), property).byReference.get(parent.urn) ?? [];
    }

    private positionOf({ urn }: StackResource): number {
        return this.positions.get(urn) ?? -1;
    }

    /** Whether a property was made of a resource of this type in the stack. */
    private refersToType(child: StackResource, property: string, type: string): boolean {
        return child.referencesOf(property).some((urn) => this.resources[this.positions.get(urn) ?? -1]?.type === type);
    }

    private unresolvedIn(index: Index, property: string, type: string): StackResource | undefined {
        if (!index.unresolved.has(type)) {
            const found = index.unknown.find((child) => !this.refersToType(child, property, type));
            index.unresolved.set(type, found);
        }
        return index.unresolved.get(type);
    }

    /** @param resources a list that {@link ofType} gave */
    private indexOf(resources: readonly StackResource[], property: string): Index {
        const indexes = this.indexes.get(resources) ?? new Map<string, Index>();
        this.indexes.set(resources, indexes);
        let index = indexes.get(property);
        if (index === undefined) {
            const named = new Map(resources.map((child) => [child, reading(() => child.props[property] as unknown)]));
            index = {
                byValue: grouped(resources, (child) => [named.get(child)!].filter(isKnown).map(({ value }) => value)),
                byReference: grouped(resources, (child) => [...new Set(child.referencesOf(property))]),
                unknown: resources.filter((child) => !named.get(child)!.known),
                unresolved: new Map(),
            };
            indexes.set(property, index);
        }
        return index;
    }
}

/** What others may name a resource by, as far as it is known. */
function identitiesOf({ outputs }: StackResource, identities: readonly string[]): unknown[] {
    return identities
        .map((identity) => reading(() => outputs[identity] as unknown))
        .filter(isKnown)
        .map(({ value }) => value)
        .filter((value) => value !== undefined);
}
