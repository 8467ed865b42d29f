import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaAsyncFailureKept } from "./asyncFailureKept";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });
const config = subjectsOf("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", {
    functionName: "place-1",
});
const alias = subjectsOf("aws:lambda/alias:Alias", { functionName: "place-1", name: "live" });
const place = lambda({}, { name: "place", outputs: { name: "place-1", arn: "arn:place-1" } });
const planned = lambda({}, { name: "place", outputs: { name: UNKNOWN, arn: UNKNOWN } });
const kept = { destinationConfig: { onFailure: { destination: "arn:queue" } } };

describeRule(lambdaAsyncFailureKept, {
    passes: {
        "a destination": [place, config(kept)],
        "a destination by the function's ARN": [place, config({ ...kept, functionName: "arn:place-1" })],
        "a destination of an alias": [
            place,
            alias({}, { name: "live", outputs: { arn: "arn:place-1:live" } }),
            config({ ...kept, functionName: "arn:place-1:live" }),
        ],
        "a destination still to be made": [
            planned,
            alias(
                { functionName: UNKNOWN },
                { name: "live", outputs: { arn: UNKNOWN }, references: { functionName: ["place"] } },
            ),
            config({ ...kept, functionName: UNKNOWN }, { name: "config", references: { functionName: ["live"] } }),
        ],
        "a dead-letter queue": lambda({ deadLetterConfig: { targetArn: "arn:queue" } }),
    },
    violates: {
        "a configuration without a destination": [[place, config({ maximumRetryAttempts: 0 })], "failures"],
        "a destination for successes only": [
            [place, config({ destinationConfig: { onSuccess: { destination: "arn:queue" } } })],
            "failures",
        ],
        "a destination of another function": [[place, config({ ...kept, functionName: "other" })], "failures"],
    },
    missing: [place, "failures"],
    undecided: {
        "a destination of nobody knows which function": [
            [place, config({ ...kept, functionName: UNKNOWN })],
            "failures",
        ],
        "an unknown destination": [[place, config({ destinationConfig: UNKNOWN })], "failures"],
    },
});
