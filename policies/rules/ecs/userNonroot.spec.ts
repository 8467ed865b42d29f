import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsUserNonroot } from "./userNonroot";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const daemon = subjectsOf("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { family: "agent" });
const of = (...containers: object[]) => task({ containerDefinitions: JSON.stringify(containers) });
const windows = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };
const app = { name: "app", user: "1000:1000" };

describeRule(ecsUserNonroot, {
    passes: {
        "a container that meets it": of(app),
        "a daemon that meets it": daemon({ containerDefinitions: [app] }),
        "a user by name": of({ ...app, user: "node" }),
        "Windows, whose images name an ordinary user": task({
            ...windows,
            containerDefinitions: JSON.stringify([{ name: "app" }]),
        }),
    },
    violates: {
        "text that is no list": [task({ containerDefinitions: "{" }), "containerDefinitions"],
        "a list of what is no container": [task({ containerDefinitions: "[null]" }), "containerDefinitions[0]"],
        root: [of({ ...app, user: "root" }), "containerDefinitions[app].user"],
        "root by its number": [of({ ...app, user: "0" }), "containerDefinitions[app].user"],
        "root in another group": [of({ ...app, user: "0:1000" }), "containerDefinitions[app].user"],
        "root in any case": [of({ ...app, user: "Root:users" }), "containerDefinitions[app].user"],
        "the administrator of Windows": [
            task({
                ...windows,
                containerDefinitions: JSON.stringify([{ name: "app", user: "ContainerAdministrator" }]),
            }),
            "containerDefinitions[app].user",
        ],
        "one container of several": [
            of(app, { ...app, name: "side", user: undefined }),
            "containerDefinitions[side].user",
        ],
        "a container without a name": [of({ user: undefined }), "containerDefinitions[0].user"],
        "a daemon, behind a container that is not known": [
            daemon({ containerDefinitions: [UNKNOWN, { name: "agent", user: undefined }] }),
            "containerDefinitions[agent].user",
        ],
    },
    missing: [of({ name: "app", user: undefined }), "containerDefinitions[app].user"],
    undecided: {
        "unknown containers": [task({ containerDefinitions: UNKNOWN }), "containerDefinitions"],
        "an unknown setting of a daemon": [
            daemon({ containerDefinitions: [{ name: "agent", user: UNKNOWN }] }),
            "containerDefinitions[agent].user",
        ],
    },
});
