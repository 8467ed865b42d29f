import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaQueueVisibilitySufficient } from "./queueVisibilitySufficient";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });
const queue = subjectsOf("aws:sqs/queue:Queue");
const mapping = subjectsOf("aws:lambda/eventSourceMapping:EventSourceMapping", {
    functionName: "place-1",
    eventSourceArn: "arn:orders",
});
const place = (timeout?: unknown) =>
    lambda({ timeout }, { name: "place", outputs: { name: "place-1", arn: "arn:place-1" } });
const orders = (visibilityTimeoutSeconds?: unknown) =>
    queue({ visibilityTimeoutSeconds }, { name: "orders", outputs: { arn: "arn:orders" } });
const planned = [
    lambda({ timeout: 10 }, { name: "place", outputs: { name: UNKNOWN, arn: UNKNOWN } }),
    mapping(
        { functionName: UNKNOWN, eventSourceArn: UNKNOWN },
        { name: "mapping", references: { functionName: ["place"], eventSourceArn: ["orders"] } },
    ),
];
const hidden = "visibilityTimeoutSeconds";

describeRule(lambdaQueueVisibilitySufficient, {
    passes: {
        "six times the timeout": [place(10), mapping({}), orders(60)],
        "the defaults of both": [place(), mapping({}), orders()],
        "a queue that nobody reads": [place(10), orders(1)],
        "resources still to be made": [
            ...planned,
            queue({ visibilityTimeoutSeconds: 60 }, { name: "orders", outputs: { arn: UNKNOWN } }),
        ],
    },
    violates: {
        "five times the timeout": [[place(10), mapping({}), orders(50)], hidden],
        "no room for the window": [[place(10), mapping({ maximumBatchingWindowInSeconds: 5 }), orders(60)], hidden],
        "resources still to be made": [
            [...planned, queue({ visibilityTimeoutSeconds: 59 }, { name: "orders", outputs: { arn: UNKNOWN } })],
            hidden,
        ],
    },
    missing: [[place(10), mapping({}), orders()], hidden],
    undecided: { "an unknown timeout": [[place(UNKNOWN), mapping({}), orders(60)], hidden] },
});
