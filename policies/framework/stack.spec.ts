import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN } from "../testing/harness";
import { policyResources } from "./evaluate";
import { StackView } from "./stack";

const PARENT = "aws:s3/bucket:Bucket";
const CHILD = "aws:s3/bucketPolicy:BucketPolicy";
const children = { types: [CHILD], property: "bucket", identities: ["bucket", "id"] };

interface Described {
    readonly type: string;
    /** Of a parent its name, of a child the name that it gives; `null` when it is not known yet. */
    readonly bucket?: string | null;
    /** Positions of the resources that a child's property was made of. */
    readonly references: readonly number[];
}

function viewOf(described: readonly Described[]): StackView {
    const urns = described.map(({ type }, position) => `urn:pulumi:dev::test::${type}::${position}`);
    const resources = described.map(({ type, bucket, references }, position) => ({
        type,
        name: String(position),
        urn: urns[position],
        inputs: {},
        outputs: { bucket: bucket === null ? UNKNOWN : bucket },
        propertyDependencies: { bucket: references.flatMap((of) => urns[of] ?? []) },
    }));
    return new StackView(policyResources(resources), new Map());
}

describe("what is attached to a resource of a stack", () => {
    const name = fc.option(fc.constantFrom("lake", "logs", undefined));
    const resources = fc.array(
        fc.record({
            type: fc.constantFrom(PARENT, CHILD, "aws:kms/key:Key"),
            bucket: name,
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
