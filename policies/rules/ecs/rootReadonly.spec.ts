import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsRootReadonly } from "./rootReadonly";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const daemon = subjectsOf("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { family: "agent" });
const of = (...containers: object[]) => task({ containerDefinitions: JSON.stringify(containers) });
const app = { name: "app", readonlyRootFilesystem: true };

describeRule(ecsRootReadonly, {
    passes: {
        "a container that meets it": of(app),
        "a daemon that meets it": daemon({ containerDefinitions: [app] }),
        "Windows, which has no such setting": task({
            containerDefinitions: JSON.stringify([{ name: "app" }]),
            runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
        }),
    },
    violates: {
        "text that is no list": [task({ containerDefinitions: "{" }), "containerDefinitions"],
        "a list of what is no container": [task({ containerDefinitions: "[null]" }), "containerDefinitions[0]"],
        "a root that can be written": [
            of({ ...app, readonlyRootFilesystem: false }),
            "containerDefinitions[app].readonlyRootFilesystem",
        ],
        "one container of several": [
            of(app, { ...app, name: "side", readonlyRootFilesystem: undefined }),
            "containerDefinitions[side].readonlyRootFilesystem",
        ],
        "a container without a name": [
            of({ readonlyRootFilesystem: undefined }),
            "containerDefinitions[0].readonlyRootFilesystem",
        ],
        "a daemon, behind a container that is not known": [
            daemon({ containerDefinitions: [UNKNOWN, { name: "agent", readonlyRootFilesystem: undefined }] }),
            "containerDefinitions[agent].readonlyRootFilesystem",
        ],
    },
    missing: [
        of({ name: "app", readonlyRootFilesystem: undefined }),
        "containerDefinitions[app].readonlyRootFilesystem",
    ],
    undecided: {
        "unknown containers": [task({ containerDefinitions: UNKNOWN }), "containerDefinitions"],
        "an unknown setting of a daemon": [
            daemon({ containerDefinitions: [{ name: "agent", readonlyRootFilesystem: UNKNOWN }] }),
            "containerDefinitions[agent].readonlyRootFilesystem",
        ],
        "a container of an unknown platform": [
            task({ containerDefinitions: JSON.stringify([{ name: "app" }]), runtimePlatform: UNKNOWN }),
            "containerDefinitions[app].readonlyRootFilesystem",
        ],
    },
});
