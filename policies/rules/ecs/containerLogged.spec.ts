import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsContainerLogged } from "./containerLogged";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const daemon = subjectsOf("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { family: "agent" });
const of = (...containers: object[]) => task({ containerDefinitions: JSON.stringify(containers) });
const app = { name: "app", logConfiguration: { logDriver: "awslogs" } };

describeRule(ecsContainerLogged, {
    passes: {
        "a container that meets it": of(app),
        "a daemon that meets it": daemon({ containerDefinitions: [app] }),
    },
    violates: {
        "text that is no list": [task({ containerDefinitions: "{" }), "containerDefinitions"],
        "a list of what is no container": [task({ containerDefinitions: "[null]" }), "containerDefinitions[0]"],
        "a driver that takes nothing": [
            of({ ...app, logConfiguration: { logDriver: "none" } }),
            "containerDefinitions[app].logConfiguration",
        ],
        "options without a driver": [
            of({ ...app, logConfiguration: { options: {} } }),
            "containerDefinitions[app].logConfiguration",
        ],
        "one container of several": [
            of(app, { ...app, name: "side", logConfiguration: undefined }),
            "containerDefinitions[side].logConfiguration",
        ],
        "a container without a name": [of({ logConfiguration: undefined }), "containerDefinitions[0].logConfiguration"],
        "a daemon, behind a container that is not known": [
            daemon({ containerDefinitions: [UNKNOWN, { name: "agent", logConfiguration: undefined }] }),
            "containerDefinitions[agent].logConfiguration",
        ],
    },
    missing: [of({ name: "app", logConfiguration: undefined }), "containerDefinitions[app].logConfiguration"],
    undecided: {
        "unknown containers": [task({ containerDefinitions: UNKNOWN }), "containerDefinitions"],
        "an unknown setting of a daemon": [
            daemon({ containerDefinitions: [{ name: "agent", logConfiguration: UNKNOWN }] }),
            "containerDefinitions[agent].logConfiguration",
        ],
    },
});
