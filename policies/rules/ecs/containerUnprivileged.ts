import { judgeContainers, TASK_TYPES } from "../../aws/ecs/containers";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A privileged container is root on its host. Fargate refuses them; on EC2 nothing else does. */
export const ecsContainerUnprivileged = defineRule({
    id: "ecs-container-unprivileged",
    displayName: "ECS containers are not privileged",
    description: "No container of an ECS task is privileged.",
    severity: "high",
    tags: ["ecs", "containers"],
    frameworks: [fsbp("ECS.4"), wellArchitected("SEC03-BP02")],
    remediationSteps: "Remove privileged: true; give single capabilities by linuxParameters.capabilities.add.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    resource(resource: ResourceView, judge) {
        judgeContainers(resource, judge, "privileged", ({ privileged }, name) =>
            privileged === true ? `Container '${name}' of '${resource.name}' is privileged.` : undefined,
        );
    },
});
