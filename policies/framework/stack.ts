import type { PolicyResource } from "@pulumi/policy";
import { reading, type Reading } from "./reading";
import type { ResourceView } from "./resource";

/** A resource of a stack, by its inputs, with its outputs and references. */
export interface StackResource extends ResourceView<any> {
    /** Its outputs: unknown where they are computed and the resource does not exist yet. */
    readonly outputs: Readonly<Record<string, any>>;
    /** The resources that a property's value was made of. */
    referencesOf(property: string): readonly string[];
}

/**
 * All resources of a stack. Their properties are the inputs that the program gave: outputs also hold what the provider filled
 * in, and are unknown in a preview just where the program left something out.
 */
export class StackView {
    private readonly resources: readonly StackResource[];

    constructor(resources: readonly PolicyResource[], inputs: ReadonlyMap<string, Record<string, any>>) {
        this.resources = resources.map((resource) => ({
            type: resource.type,
            name: resource.name,
            urn: resource.urn,
            props: inputs.get(resource.urn) ?? resource.props,
            outputs: resource.props,
            referencesOf: (property) => (resource.propertyDependencies[property] ?? []).map(({ urn }) => urn),
        }));
    }

    /** Every resource. */
    all(): readonly StackResource[] {
        return this.resources;
    }

    /** The resources of any of these types. */
    ofType(...types: readonly string[]): readonly StackResource[] {
        return this.resources.filter(({ type }) => types.includes(type));
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
        const own = identities
            .map((identity) => reading(() => parent.outputs[identity] as unknown))
            .filter((identity) => identity.known && identity.value !== undefined);
        if (named.known && own.length > 0) {
            return { known: true, value: own.some((identity) => identity.known && identity.value === named.value) };
        }
        const references = child.referencesOf(property);
        if (references.includes(parent.urn)) return { known: true, value: true };
        // A name that is known is not one that is still to be made.
        const elsewhere = this.ofType(parent.type).some(({ urn }) => references.includes(urn));
        return named.known || elsewhere
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
        const links = this.ofType(...children.types).map((child) => ({
            child,
            link: this.refersTo(child, children.property, parent, children.identities),
        }));
        const attached = links.filter(({ link }) => link.known && link.value).map(({ child }) => child);
        const unknown = links.map(({ link }) => link).find((link) => !link.known);
        return attached.length === 0 && unknown?.known === false ? unknown : { known: true, value: attached };
    }
}
