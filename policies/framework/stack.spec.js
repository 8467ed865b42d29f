"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const strict_1 = __importDefault(require("node:assert/strict"));
const fast_check_1 = __importDefault(require("fast-check"));
const harness_1 = require("../testing/harness");
const evaluate_1 = require("./evaluate");
const stack_1 = require("./stack");
const PARENT = "aws:s3/bucket:Bucket";
const CHILD = "aws:s3/bucketPolicy:BucketPolicy";
const children = { types: [CHILD], property: "bucket", identities: ["bucket", "id"] };
function viewOf(described) {
    const urns = described.map(({ type }, position) => `urn:pulumi:dev::test::${type}::${position}`);
    const resources = described.map(({ type, bucket, references }, position) => ({
        type,
        name: String(position),
        urn: urns[position],
        inputs: {},
        outputs: { bucket: bucket === null ? harness_1.UNKNOWN : bucket },
        propertyDependencies: { bucket: references.flatMap((of) => urns[of] ?? []) },
    }));
    return new stack_1.StackView((0, evaluate_1.policyResources)(resources), new Map());
}
describe("what is attached to a resource of a stack", () => {
    const name = fast_check_1.default.option(fast_check_1.default.constantFrom("lake", "logs", undefined));
    const resources = fast_check_1.default.array(fast_check_1.default.record({
        type: fast_check_1.default.constantFrom(PARENT, CHILD, "aws:kms/key:Key"),
        bucket: name,
        references: fast_check_1.default.array(fast_check_1.default.nat(7), { maxLength: 2 }),
    }), { maxLength: 8 });
    it("is what each of the others tells of itself, in the order of the stack", () => {
        fast_check_1.default.assert(fast_check_1.default.property(resources, (described) => {
            const stack = viewOf(described);
            for (const parent of stack.ofType(PARENT)) {
                const links = stack.ofType(CHILD).map((child) => ({
                    child,
                    link: stack.refersTo(child, "bucket", parent, children.identities),
                }));
                const attached = links.filter(({ link }) => link.known && link.value).map(({ child }) => child);
                const unknown = links.map(({ link }) => link).find((link) => !link.known);
                strict_1.default.deepEqual(stack.attachedTo(parent, children), attached.length === 0 && unknown !== undefined ? unknown : { known: true, value: attached });
            }
        }), { numRuns: 2000 });
    });
    it("is not known while one that refers to nothing has no name yet", () => {
        const stack = viewOf([
            { type: PARENT, bucket: "lake", references: [] },
            { type: CHILD, bucket: null, references: [] },
        ]);
        strict_1.default.deepEqual(stack.attachedTo(stack.ofType(PARENT)[0], children), { known: false, path: "1.bucket" });
    });
    it("is found by the reference where the name is not known yet", () => {
        const stack = viewOf([
            { type: PARENT, bucket: null, references: [] },
            { type: PARENT, bucket: null, references: [] },
            { type: CHILD, bucket: null, references: [1] },
        ]);
        const namesOf = (position) => {
            const found = stack.attachedTo(stack.ofType(PARENT)[position], children);
            return found.known && found.value.map((child) => child.name);
        };
        strict_1.default.deepEqual([namesOf(0), namesOf(1)], [[], ["2"]]);
    });
});
