import assert from "node:assert/strict";
import { describeRule } from "../../testing/describeRule";
import { run, subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsContainerConfined } from "./containerConfined";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const daemon = subjectsOf("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { family: "agent" });
const of = (container: object, more: object = {}) =>
    task({ containerDefinitions: JSON.stringify([{ name: "app", ...container }]), ...more });
const adding = (...add: string[]) => ({ linuxParameters: { capabilities: { add } } });
const id = "containerDefinitions[app].linuxParameters.capabilities";
const options = "containerDefinitions[app].dockerSecurityOptions";

describeRule(ecsContainerConfined, {
    passes: {
        "a container that says nothing about it": of({}),
        "one that drops all and takes back what Docker has": of({
            linuxParameters: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE", "CHOWN"] } },
        }),
        "tracing on Fargate": of(adding("SYS_PTRACE"), { requiresCompatibilities: ["FARGATE"] }),
        "no new privileges": of({ dockerSecurityOptions: ["no-new-privileges:true", "apparmor:profile"] }),
    },
    violates: {
        "the administrator's capability": [of(adding("CHOWN", "SYS_ADMIN")), id],
        "all of them": [of(adding("ALL")), id],
        "tracing on hosts": [of(adding("SYS_PTRACE")), id],
        "tracing where Fargate is only one way": [
            of(adding("SYS_PTRACE"), { requiresCompatibilities: ["EC2", "FARGATE"] }),
            id,
        ],
        "what Fargate refuses": [of(adding("NET_ADMIN"), { requiresCompatibilities: ["FARGATE"] }), id],
        "a daemon, behind a container that is not known": [
            daemon({
                containerDefinitions: [
                    UNKNOWN,
                    { name: "app", linuxParameters: { capabilities: { adds: ["SYS_MODULE"] } } },
                ],
            }),
            id,
        ],
        "no AppArmor": [of({ dockerSecurityOptions: ["apparmor:unconfined"] }), options],
        "no SELinux": [of({ dockerSecurityOptions: ["label:disable"] }), options],
        "text that is no list": [task({ containerDefinitions: "{" }), "containerDefinitions"],
    },
    missing: [of(adding("SYS_ADMIN")), id],
    undecided: {
        "unknown containers": [task({ containerDefinitions: UNKNOWN }), "containerDefinitions"],
        "unknown capabilities of a daemon": [
            daemon({ containerDefinitions: [{ name: "app", linuxParameters: { capabilities: UNKNOWN } }] }),
            id,
        ],
    },
    configured: { "another capability": [{ allowed: ["NET_ADMIN"] }, of(adding("NET_ADMIN", "CHOWN")), id] },
});

describe("ecs-container-confined", () => {
    it("names the settings", () => {
        const container = of({ ...adding("SYS_ADMIN"), dockerSecurityOptions: ["apparmor:unconfined"] });
        const { diagnostics } = run({ rules: [ecsContainerConfined], subjects: [container] });
        const told = diagnostics.map(({ message }) => message).join(" ");
        assert.match(told, /adds Linux capabilities that .* \(linuxParameters\.capabilities\): SYS_ADMIN\./);
        assert.match(
            told,
            /switches off AppArmor, seccomp or SELinux by 'apparmor:unconfined' in dockerSecurityOptions/,
        );
    });
});
