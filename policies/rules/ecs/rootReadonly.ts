import { isWindows, judgeContainers, TASK_TYPES } from "../../aws/ecs/containers";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who breaks into a container cannot change what it runs. Windows containers have no such setting. */
export const ecsRootReadonly = defineRule({
    id: "ecs-root-readonly",
    displayName: "ECS containers have a read-only root filesystem",
    description: "Every Linux container of an ECS task has a read-only root filesystem.",
    severity: "high",
    tags: ["ecs", "containers"],
    frameworks: [fsbp("ECS.5"), wellArchitected("SEC06-BP02")],
    remediationSteps: "Set readonlyRootFilesystem: true, and mount a volume where the program has to write.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    resource(resource: ResourceView, judge) {
        judgeContainers(resource, judge, "readonlyRootFilesystem", ({ readonlyRootFilesystem }, name) =>
            readonlyRootFilesystem === true || isWindows(resource)
                ? undefined
                : `Container '${name}' of '${resource.name}' can write to its root filesystem.`,
        );
    },
});
