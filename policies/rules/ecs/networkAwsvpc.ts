import type * as aws from "@pulumi/aws";
import { TASK_EXAMPLE, TASK_TYPE } from "../../aws/ecs/containers";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

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
    examples: { aws: TASK_EXAMPLE },
    types: [TASK_TYPE],
    resource({ name, props }: ResourceView<aws.ecs.TaskDefinitionArgs>, judge) {
        judge.decide("networkMode", () => {
            const { networkMode = "bridge" } = props;
            // Without an interface there is nothing to reach.
            return networkMode === "awsvpc" || networkMode === "none"
                ? undefined
                : `Task '${name}' has the network mode ${networkMode}.`;
        });
    },
});
