import type * as aws from "@pulumi/aws";
import { TASK_TYPES } from "../../aws/ecs/containers";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/**
 * The execution role pulls images and reads the secrets of all containers, for ECS; the task role is what programs have. One role
 * for both gives the programs what they never need.
 */
export const ecsRolesSeparate = defineRule({
    id: "ecs-roles-separate",
    displayName: "ECS tasks have a task role other than their execution role",
    description: "The task role of an ECS task is not its execution role.",
    severity: "high",
    tags: ["ecs", "iam"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps: "Set taskRoleArn to a role of its own, with what the program needs and nothing else.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    resource({ name, props }: ResourceView<aws.ecs.TaskDefinitionArgs>, judge) {
        judge.decide("taskRoleArn", () => {
            // A task with one of the two cannot share it, whatever the other's name will be.
            const given = Object.keys(props);
            if (!given.includes("taskRoleArn") || !given.includes("executionRoleArn")) return undefined;
            return props.taskRoleArn !== undefined && props.taskRoleArn === props.executionRoleArn
                ? `Task '${name}' gives its programs the execution role.`
                : undefined;
        });
    },
});
