import { judgeContainers, TASK_TYPES } from "../../aws/ecs/containers";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What a container writes is lost with it, unless a log driver takes it; a driver named `none` takes nothing. */
export const ecsContainerLogged = defineRule({
    id: "ecs-container-logged",
    displayName: "ECS containers have a log driver",
    description: "Every container of an ECS task has a log driver.",
    severity: "high",
    tags: ["ecs", "logging"],
    frameworks: [fsbp("ECS.9"), wellArchitected("SEC04-BP01")],
    remediationSteps: 'Set logConfiguration with logDriver "awslogs" or "awsfirelens", on side containers too.',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    resource(resource: ResourceView, judge) {
        judgeContainers(resource, judge, "logConfiguration", ({ logConfiguration }, name) => {
            const driver = logConfiguration?.logDriver ?? "none";
            return driver === "none" ? `Container '${name}' of '${resource.name}' is not logged.` : undefined;
        });
    },
});
