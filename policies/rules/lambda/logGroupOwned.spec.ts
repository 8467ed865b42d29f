import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaLogGroupOwned } from "./logGroupOwned";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });
const group = subjectsOf("aws:cloudwatch/logGroup:LogGroup");
const place = { name: "place", outputs: { name: "place-1" } };

describeRule(lambdaLogGroupOwned, {
    passes: {
        "a group that the function names": [
            lambda({ loggingConfig: { logGroup: "orders" } }),
            group({ name: "orders" }),
        ],
        "a group that the function names, still to be made": [
            lambda(
                { loggingConfig: { logGroup: UNKNOWN } },
                { name: "place", references: { loggingConfig: ["orders"] } },
            ),
            group({}, { name: "orders", outputs: { name: UNKNOWN } }),
        ],
        "a group of the usual name": [lambda({}, place), group({ name: "/aws/lambda/place-1" })],
        "a group whose name is made of the function's": [
            lambda({}, { name: "place", outputs: { name: UNKNOWN } }),
            group({ name: UNKNOWN }, { name: "group", references: { name: ["place"] } }),
        ],
    },
    violates: {
        "a group of another function": [[lambda({}, place), group({ name: "/aws/lambda/other" })], "logGroup"],
        "the usual group, which the function does not use": [
            [lambda({ loggingConfig: { logGroup: "orders" } }, place), group({ name: "/aws/lambda/place-1" })],
            "logGroup",
        ],
    },
    missing: [lambda({}, place), "logGroup"],
    undecided: {
        "a name of nobody knows which group": [lambda({ loggingConfig: { logGroup: UNKNOWN } }, place), "logGroup"],
    },
});
