import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { stackReferenceCurrent } from "./referenceCurrent";

// The harness puts everything into the stack platform-test/dev, which so reads itself.
const stack = (outputs: object) =>
    subjectsOf("pulumi:pulumi:Stack")({}, { name: "platform-test-dev", outputs: { ...outputs } });
const reading = (outputs: object, name = "organization/platform-test/dev") =>
    subjectsOf("pulumi:pulumi:StackReference")({ name }, { name: "test", outputs: { outputs } });
const table = { arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", name: "orders" };

describeRule(stackReferenceCurrent, {
    passes: {
        "what is published now": [stack({ table, more: 1 }), reading({ table: { ...table } })],
        "nothing read": [stack({ table }), reading({})],
    },
    violates: {
        "an output that has gone": [[stack({}), reading({ table })], "output::table"],
        "an output that has changed, next to one that has not": [
            [stack({ table: { ...table, name: "orders-2" }, key: 1 }), reading({ table, key: 1 })],
            "output::table",
        ],
        "a stack that is not there": [[stack({ table }), reading({ table }, "acme/platform-gone/dev")], "stack"],
    },
    missing: [reading({ table }), "stack"],
    undecided: { "an output that is not known": [[stack({ table: UNKNOWN }), reading({ table })], "output::table"] },
});
