import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaConcurrencyLimited } from "./concurrencyLimited";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

const LIMIT = "reservedConcurrentExecutions";

describeRule(lambdaConcurrencyLimited, {
    passes: { "a limit": lambda({ [LIMIT]: 20 }), "a stopped function": lambda({ [LIMIT]: 0 }) },
    violates: { "the unlimited value": [lambda({ [LIMIT]: -1 }), LIMIT] },
    missing: [lambda({}), LIMIT],
    undecided: { "an unknown limit": [lambda({ [LIMIT]: UNKNOWN }), LIMIT] },
});
