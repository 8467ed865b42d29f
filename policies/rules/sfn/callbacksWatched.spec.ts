import { describeRule } from "../../testing/describeRule";
import { UNKNOWN } from "../../testing/harness";
import { machine, machineBy, workflow } from "../../testing/machines";
import { sfnCallbacksWatched } from "./callbacksWatched";

const ask = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true };

describeRule(sfnCallbacksWatched, {
    passes: {
        "a callback with a heartbeat": machine({ Ask: { ...ask, HeartbeatSeconds: 60 } }),
        "a heartbeat from the input": machine({ Ask: { ...ask, HeartbeatSecondsPath: "$.beat" } }),
        "a task that waits for the job itself": machine({
            Run: { ...ask, Resource: "arn:aws:states:::ecs:runTask.sync" },
        }),
    },
    violates: {
        "a callback with a timeout only": [machine({ Ask: { ...ask, TimeoutSeconds: 60 } }), "State::Ask"],
        "an activity": [
            machine({ Do: { ...ask, Resource: "arn:aws:states:eu-west-1:111122223333:activity:pack" } }),
            "State::Do",
        ],
        "a callback in a processor": [
            machine({ Each: { Type: "Map", End: true, ItemProcessor: workflow({ Ask: ask }) } }),
            "State::Ask",
        ],
    },
    missing: [machine({ Ask: ask }), "State::Ask"],
    undecided: { "an unknown definition": [machineBy(UNKNOWN), "definition"] },
});
