import { isWindows, judgeContainers, TASK_TYPES } from "../../aws/ecs/containers";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** The user may be given with its group (`0:1000`); what decides is the user. Without one the image decides, mostly for root. */
export const ecsUserNonroot = defineRule({
    id: "ecs-user-nonroot",
    displayName: "ECS containers have a user other than root",
    description: "Every container of an ECS task names a user that is not the administrator.",
    severity: "high",
    tags: ["ecs", "containers"],
    frameworks: [fsbp("ECS.20"), fsbp("ECS.21"), wellArchitected("SEC03-BP02")],
    remediationSteps: 'Set user to an unprivileged one, for example "1000:1000".',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    resource(resource: ResourceView, judge) {
        judgeContainers(resource, judge, "user", ({ user = "" }, name) => {
            const [who = ""] = user.toLowerCase().split(":");
            if (isWindows(resource))
                return who === "containeradministrator"
                    ? `Container '${name}' of '${resource.name}' runs as administrator.`
                    : undefined;
            if (who === "") return `Container '${name}' of '${resource.name}' names no user, which mostly means root.`;
            return who === "root" || /^0+$/.test(who)
                ? `Container '${name}' of '${resource.name}' runs as root.`
                : undefined;
        });
    },
});
