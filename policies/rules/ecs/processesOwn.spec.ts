import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsProcessesOwn } from "./processesOwn";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });

describeRule(ecsProcessesOwn, {
    passes: {
        "a task that says nothing about it": task({}),
        "processes shared within the task": task({ pidMode: "task", ipcMode: "task" }),
    },
    violates: {
        "the host's shared memory": [task({ ipcMode: "host" }), "ipcMode"],
        "the host's processes, beside an unknown mode": [task({ pidMode: "host", ipcMode: UNKNOWN }), "pidMode"],
    },
    missing: [task({ pidMode: "host" }), "pidMode"],
    undecided: { "an unknown mode": [task({ pidMode: UNKNOWN }), "pidMode"] },
});
