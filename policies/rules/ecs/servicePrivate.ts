import type * as aws from "@pulumi/aws";
import { fsbp } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** Left out it is no. */
export const ecsServicePrivate = defineRule({
    id: "ecs-service-private",
    displayName: "ECS services assign no public IP addresses",
    description: "ECS services and task sets give their tasks no public addresses.",
    severity: "high",
    tags: ["ecs", "exposure"],
    frameworks: [fsbp("ECS.2"), fsbp("ECS.16")],
    remediationSteps:
        "Set networkConfiguration.assignPublicIp: false, and reach images and services by endpoints or NAT.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    examples: ["aws.ecs.Service"],
    types: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
    ...settings<aws.ecs.ServiceArgs>({
        "networkConfiguration.assignPublicIp": mustNotBe(true, (name) => `Tasks of '${name}' have public addresses.`),
    }),
});
