import { isFargate, judgeContainers, TASK_TYPES } from "../../aws/ecs/containers";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What Docker gives every container: https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities */
const DOCKERS_OWN = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "NET_RAW",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/** Options by which neither AppArmor nor seccomp nor SELinux holds a container. */
const UNCONFINED = /unconfined|^label[:=]disable$/i;

/**
 * A capability more is a part of being root on the host: with SYS_ADMIN, SYS_MODULE, SYS_PTRACE, DAC_READ_SEARCH and others a container
 * gets out of itself. Fargate takes SYS_PTRACE only, and a task there has no neighbours:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
 */
export const ecsContainerConfined = defineRule({
    id: "ecs-container-confined",
    displayName: "ECS containers add no Linux capabilities",
    description:
        "Containers of ECS tasks add no Linux capability to those of Docker, and do not switch off AppArmor, seccomp or SELinux.",
    severity: "high",
    tags: ["ecs", "containers"],
    frameworks: [wellArchitected("SEC03-BP02"), nist80053("AC-6")],
    remediationSteps:
        'Remove linuxParameters.capabilities.add and unconfined dockerSecurityOptions; drop: ["ALL"] and add only what Docker has by default.',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    parameters: {
        allowed: {
            type: "array",
            description: "Capabilities that may be added.",
            default: DOCKERS_OWN,
            items: { type: "string" },
        },
    },
    resource(resource: ResourceView, judge, { allowed }) {
        judgeContainers(resource, judge, "linuxParameters.capabilities", ({ linuxParameters }, name) => {
            const { add, adds } = linuxParameters?.capabilities ?? {};
            const traced = isFargate(resource) ? ["SYS_PTRACE"] : [];
            const further = (add ?? adds ?? []).filter((each) => ![...allowed, ...traced].includes(each));
            return further.length === 0
                ? undefined
                : `Container '${name}' of '${resource.name}' adds Linux capabilities that Docker does not give by itself (linuxParameters.capabilities): ${further.join(", ")}.`;
        });
        judgeContainers(resource, judge, "dockerSecurityOptions", ({ dockerSecurityOptions = [] }, name) => {
            const open = dockerSecurityOptions.find((option) => UNCONFINED.test(option));
            return open === undefined
                ? undefined
                : `Container '${name}' of '${resource.name}' switches off AppArmor, seccomp or SELinux by '${open}' in dockerSecurityOptions.`;
        });
    },
});
