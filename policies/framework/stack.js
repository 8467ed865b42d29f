"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.StackView = void 0;
const grouped_1 = require("./grouped");
const reading_1 = require("./reading");
/**
 * All resources of a stack. Their properties are the inputs that the program gave: outputs also hold what the provider filled
 * in, and are unknown in a preview just where the program left something out.
 */
class StackView {
    resources;
    positions;
    byTypes = new Map();
    indexes = new WeakMap();
    constructor(resources, inputs) {
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
    all() {
        return this.resources;
    }
    /** The resources of any of these types. */
    ofType(...types) {
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
    refersTo(child, property, parent, identities) {
        const named = (0, reading_1.reading)(() => child.props[property]);
        const own = identitiesOf(parent, identities);
        if (named.known && own.length > 0)
            return { known: true, value: own.includes(named.value) };
        if (child.referencesOf(property).includes(parent.urn))
            return { known: true, value: true };
        // A name that is known is not one that is still to be made.
        return named.known || this.refersToType(child, property, parent.type)
            ? { known: true, value: false }
            : { known: false, path: `${child.name}.${named.path}` };
    }
    /**
     * The resources of some types that are attached to `parent`. The reading is unknown when none is and one of them names
     * something that is not known.
     */
    attachedTo(parent, children) {
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
    referring(parent, type, property) {
        return this.indexOf(this.ofType(type), property).byReference.get(parent.urn) ?? [];
    }
    positionOf({ urn }) {
        return this.positions.get(urn) ?? -1;
    }
    /** Whether a property was made of a resource of this type in the stack. */
    refersToType(child, property, type) {
        return child.referencesOf(property).some((urn) => this.resources[this.positions.get(urn) ?? -1]?.type === type);
    }
    unresolvedIn(index, property, type) {
        if (!index.unresolved.has(type)) {
            const found = index.unknown.find((child) => !this.refersToType(child, property, type));
            index.unresolved.set(type, found);
        }
        return index.unresolved.get(type);
    }
    /** @param resources a list that {@link ofType} gave */
    indexOf(resources, property) {
        const indexes = this.indexes.get(resources) ?? new Map();
        this.indexes.set(resources, indexes);
        let index = indexes.get(property);
        if (index === undefined) {
            const named = new Map(resources.map((child) => [child, (0, reading_1.reading)(() => child.props[property])]));
            index = {
                byValue: (0, grouped_1.grouped)(resources, (child) => [named.get(child)].filter(reading_1.isKnown).map(({ value }) => value)),
                byReference: (0, grouped_1.grouped)(resources, (child) => [...new Set(child.referencesOf(property))]),
                unknown: resources.filter((child) => !named.get(child).known),
                unresolved: new Map(),
            };
            indexes.set(property, index);
        }
        return index;
    }
}
exports.StackView = StackView;
/** What others may name a resource by, as far as it is known. */
function identitiesOf({ outputs }, identities) {
    return identities
        .map((identity) => (0, reading_1.reading)(() => outputs[identity]))
        .filter(reading_1.isKnown)
        .map(({ value }) => value)
        .filter((value) => value !== undefined);
}
