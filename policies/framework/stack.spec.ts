import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN } from "../testing/harness";
import { policyResources } from "./evaluate";
import { StackView } from "./stack";

const PARENT = "aws:s3/bucket:Bucket";
const CHILD = "aws:s3/bucketPolicy:BucketPolicy";
const children = { types: [CHILD], property: "bucket", identities: ["bucket", "id"] };

type Name = string | null | undefined;

interface Described {
    readonly type: string;
    /** Of a parent its name, of a child the name that it gives, or several; `null` when one is not known yet. */
    readonly bucket?: Name | readonly Name[];
    /** Positions of the resources that a child's property was made of. */
    readonly references: readonly number[];
}

function viewOf(described: readonly Described[]): StackView {
    const given = (name: Name) => (name === null ? UNKNOWN : name);
    const urns = described.map(({ type }, position) => `urn:pulumi:dev::test::${type}::${position}`);
    const resources = described.map(({ type, bucket, references }, position) => ({
        type,
        name: String(position),
        urn: urns[position],
        inputs: {},
        outputs: { bucket: Array.isArray(bucket) ? bucket.map(given) : given(bucket as Name) },
        propertyDependencies: { bucket: references.flatMap((of) => urns[of] ?? []) },
    }));
    return new StackView(policyResources(resources), new Map());
}

describe("what is attached to a resource of a stack", () => {
    const name = fc.option(fc.constantFrom("lake", "logs", undefined));
    const resources = fc.array(
        fc.record({
            type: fc.constantFrom(PARENT, CHILD, "aws:kms/key:Key"),
            bucket: fc.oneof(name, fc.array(name, { maxLength: 3 })),
            references: fc.array(fc.nat(7), { maxLength: 2 }),
        }),
        { maxLength: 8 },
    );

    it("is what each of the others tells of itself, in the order of the stack", () => {
        fc.assert(
            fc.property(resources, (described) => {
                const stack = viewOf(described);
                for (const parent of stack.ofType(PARENT)) {
                    const links = stack.ofType(CHILD).map((child) => ({
                        child,
                        link: stack.refersTo(child, "bucket", parent, children.identities),
                    }));
                    const attached = links.filter(({ link }) => link.known && link.value).map(({ child }) => child);
                    const unknown = links.map(({ link }) => link).find((link) => !link.known);
                    assert.deepEqual(
                        stack.attachedTo(parent, children),
                        attached.length === 0 && unknown !== undefined ? unknown : { known: true, value: attached },
                    );
                }
            }),
            { numRuns: 2000 },
        );
    });

    it("names what it is attached to", () => {
        const { types, property, identities } = children;
        fc.assert(
            fc.property(resources, (described) => {
                const stack = viewOf(described);
                for (const child of stack.ofType(...types)) {
                    const parents = stack.ofType(PARENT).filter((parent) => {
                        const link = stack.refersTo(child, property, parent, identities);
                        return link.known && link.value;
                    });
                    const named = stack.namedIn(child, property, [PARENT], identities);
                    assert.deepEqual(new Set(named), new Set(parents));
                }
            }),
            { numRuns: 2000 },
        );
    });

    it("names several in a list, of which each is found though another is not known", () => {
        const stack = viewOf([
            { type: PARENT, bucket: "lake", references: [] },
            { type: PARENT, bucket: "logs", references: [] },
            { type: PARENT, bucket: null, references: [] },
            { type: CHILD, bucket: ["lake", null], references: [2] },
            { type: CHILD, bucket: ["lake", null], references: [] },
        ]);
        const namesOf = (position: number) =>
            stack.referrersTo(stack.ofType(PARENT)[position], children).map((child) => child.name);
        assert.deepEqual([namesOf(0), namesOf(1), namesOf(2)], [["3", "4"], [], ["3"]]);
        assert.deepEqual(stack.openTo(PARENT, children), [{ known: false, path: "4.bucket[1]" }]);
        assert.deepEqual(stack.attachedTo(stack.ofType(PARENT)[1], children), { known: false, path: "4.bucket[1]" });
    });

    it("is not known while one that refers to nothing has no name yet", () => {
        const stack = viewOf([
            { type: PARENT, bucket: "lake", references: [] },
            { type: CHILD, bucket: null, references: [] },
        ]);
        assert.deepEqual(stack.attachedTo(stack.ofType(PARENT)[0], children), { known: false, path: "1.bucket" });
    });

    it("is found by the reference where the name is not known yet", () => {
        const stack = viewOf([
            { type: PARENT, bucket: null, references: [] },
            { type: PARENT, bucket: null, references: [] },
            { type: CHILD, bucket: null, references: [1] },
        ]);
        const namesOf = (position: number) => {
            const found = stack.attachedTo(stack.ofType(PARENT)[position], children);
            return found.known && found.value.map((child) => child.name);
        };
        assert.deepEqual([namesOf(0), namesOf(1)], [[], ["2"]]);
    });
});
