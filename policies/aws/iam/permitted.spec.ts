import assert from "node:assert/strict";
import { policyResources } from "../../framework/evaluate";
import { StackView } from "../../framework/stack";
import { permissionsOf } from "./holders";
import { isPermitted } from "./permitted";

const BUCKET = "arn:aws:s3:::lake";
const HIDDEN = "arn:aws:iam::111122223333:policy/of-another-stack";
const statement = (Effect: string, Action: string) => ({ Effect, Action, Resource: BUCKET });

/** Whether a role with such statements and attached policies may list a bucket. */
function mayList(statements: readonly object[], ...managedPolicyArns: readonly string[]) {
    const role = { managedPolicyArns, inlinePolicies: [{ policy: JSON.stringify({ Statement: statements }) }] };
    const resource = {
        type: "aws:iam/role:Role",
        name: "worker",
        urn: "urn:worker",
        inputs: role,
        outputs: { ...role, name: "worker" },
        propertyDependencies: {},
    };
    const view = new StackView(policyResources([resource]), new Map([[resource.urn, role]]));
    return isPermitted(permissionsOf(view, view.ofType(resource.type)[0]), { action: "s3:ListBucket", arn: BUCKET });
}

describe("what a role may do", () => {
    const allowed = { known: true, value: true };
    const refused = { known: true, value: false };

    it("is what its own policies allow and do not refuse", () => {
        assert.deepEqual(mayList([statement("Allow", "s3:ListBucket")]), allowed);
        assert.deepEqual(mayList([statement("Allow", "s3:*"), statement("Deny", "s3:List*")]), refused);
        assert.deepEqual(mayList([]), refused);
    });

    it("is not known by a policy that is not to be seen, unless one that is allows or refuses it", () => {
        assert.deepEqual(mayList([], HIDDEN), { known: false, path: `policy of ${HIDDEN}` });
        assert.deepEqual(mayList([statement("Deny", "s3:*")], HIDDEN), refused);
    });

    it("counts as allowed although a policy that is not to be seen could refuse it", () => {
        assert.deepEqual(mayList([statement("Allow", "s3:ListBucket")], HIDDEN), allowed);
    });
});
