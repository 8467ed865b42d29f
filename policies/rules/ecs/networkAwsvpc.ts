import type * as aws from "@pulumi/aws";
import { TASK_TYPE } from "../../aws/ecs/containers";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, settings } from "../../framework/settings";

/** Tasks have addresses and security groups of their own; with `host` and `bridge`, the default, they share their host's. */
export const ecsNetworkAwsvpc = defineRule({
    id: "ecs-network-awsvpc",
    displayName: "ECS tasks have the network mode awsvpc",
    description: "ECS tasks have the network mode awsvpc.",
    severity: "high",
    tags: ["ecs", "network"],
    frameworks: [securityHub("ECS.17"), wellArchitected("SEC05-BP02")],
    remediationSteps: 'Set networkMode: "awsvpc", and networkConfiguration of the service.',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: [TASK_TYPE],
    ...settings<aws.ecs.TaskDefinitionArgs>({
        networkMode: must(
            // Without an interface there is nothing to reach.
            (mode) => mode === "awsvpc" || mode === "none",
            (name, mode = "bridge") => `Task '${name}' has the network mode ${mode}.`,
        ),
    }),
});
