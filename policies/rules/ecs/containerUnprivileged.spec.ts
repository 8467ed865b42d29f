import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsContainerUnprivileged } from "./containerUnprivileged";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const daemon = subjectsOf("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { family: "agent" });
const of = (...containers: object[]) => task({ containerDefinitions: JSON.stringify(containers) });
const app = { name: "app", privileged: false };

describeRule(ecsContainerUnprivileged, {
    passes: {
        "a container that meets it": of(app),
        "a daemon that meets it": daemon({ containerDefinitions: [app] }),
        "a container that says nothing about it": of({ name: "app" }),
    },
    violates: {
        "text that is no list": [task({ containerDefinitions: "{" }), "containerDefinitions"],
        "a list of what is no container": [task({ containerDefinitions: "[null]" }), "containerDefinitions[0]"],
        "one container of several": [
            of(app, { ...app, name: "side", privileged: true }),
            "containerDefinitions[side].privileged",
        ],
        "a container without a name": [of({ privileged: true }), "containerDefinitions[0].privileged"],
        "a daemon, behind a container that is not known": [
            daemon({ containerDefinitions: [UNKNOWN, { name: "agent", privileged: true }] }),
            "containerDefinitions[agent].privileged",
        ],
    },
    missing: [of({ name: "app", privileged: true }), "containerDefinitions[app].privileged"],
    undecided: {
        "unknown containers": [task({ containerDefinitions: UNKNOWN }), "containerDefinitions"],
        "an unknown setting of a daemon": [
            daemon({ containerDefinitions: [{ name: "agent", privileged: UNKNOWN }] }),
            "containerDefinitions[agent].privileged",
        ],
    },
});
