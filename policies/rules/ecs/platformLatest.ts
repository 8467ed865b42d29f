import type * as aws from "@pulumi/aws";
import { fsbp } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, settings } from "../../framework/settings";

/** A fixed version misses the security fixes of later ones. Services on EC2 have none. */
export const ecsPlatformLatest = defineRule({
    id: "ecs-platform-latest",
    displayName: "ECS services have the platform version LATEST",
    description: "ECS services on Fargate have the platform version LATEST.",
    severity: "medium",
    level: "advisory",
    tags: ["ecs", "operations"],
    frameworks: [fsbp("ECS.10")],
    remediationSteps: 'Remove platformVersion, or set it to "LATEST".',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
    examples: ["aws.ecs.Service"],
    types: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
    ...settings<aws.ecs.ServiceArgs>({
        platformVersion: must(
            (version = "LATEST") => version === "" || version.toUpperCase() === "LATEST",
            (name, version) => `'${name}' stays on the platform version ${version}.`,
        ),
    }),
});
