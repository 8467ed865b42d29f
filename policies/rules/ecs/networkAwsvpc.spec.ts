import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsNetworkAwsvpc } from "./networkAwsvpc";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });

describeRule(ecsNetworkAwsvpc, {
    passes: {
        "an interface of its own": task({ networkMode: "awsvpc" }),
        "no interface at all": task({ networkMode: "none" }),
    },
    violates: {
        "the host's network": [task({ networkMode: "host" }), "networkMode"],
        "a bridge": [task({ networkMode: "bridge" }), "networkMode"],
    },
    missing: [task({}), "networkMode"],
    undecided: { "an unknown mode": [task({ networkMode: UNKNOWN }), "networkMode"] },
});
