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
const permission = subjectsOf("aws:lambda/permission:Permission", {
    function: "place-1",
    action: "lambda:InvokeFunction",
});
const api = permission({ principal: "apigateway.amazonaws.com" }, { name: "api" });
const machine = subjectsOf("aws:sfn/stateMachine:StateMachine")(
    { definition: UNKNOWN },
    { name: "steps", references: { definition: ["place"] } },
);
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
        "one that only an API calls": [place, api],
        "one that only its URL calls": [
            place,
            permission({ principal: "*", action: "lambda:InvokeFunctionUrl", functionUrlAuthType: "AWS_IAM" }),
        ],
        "one that only a queue's poller calls": [
            place,
            subjectsOf("aws:lambda/eventSourceMapping:EventSourceMapping")({ functionName: "arn:place-1" }),
        ],
        "one that only a state machine calls": [planned, machine],
        "a dead-letter queue": lambda({ deadLetterConfig: { targetArn: "arn:queue" } }),
    },
    violates: {
        "a configuration without a destination": [[place, config({ maximumRetryAttempts: 0 })], "failures"],
        "a destination for successes only": [
            [place, config({ destinationConfig: { onSuccess: { destination: "arn:queue" } } })],
            "failures",
        ],
        "one that an API and a bucket call": [
            [place, api, permission({ principal: "s3.amazonaws.com" }, { name: "uploads" })],
            "failures",
        ],
        "one that an API hands events to": [
            [
                place,
                api,
                subjectsOf("aws:apigateway/integration:Integration")({
                    uri: "arn:place-1",
                    requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
                }),
            ],
            "failures",
        ],
        "one that a machine and a schedule call": [
            [
                planned,
                machine,
                subjectsOf("aws:scheduler/schedule:Schedule")(
                    { target: { arn: UNKNOWN } },
                    { name: "nightly", references: { target: ["place"] } },
                ),
            ],
            "failures",
        ],
        "one of which only another is called": [
            [place, permission({ function: "other", principal: "apigateway.amazonaws.com" })],
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
        "nobody knows who may call it": [[place, permission({ principal: UNKNOWN })], "failures"],
        "an unknown destination": [[place, config({ destinationConfig: UNKNOWN })], "failures"],
    },
});
