import type * as aws from "@pulumi/aws";
import { TASK_TYPE } from "../../aws/ecs/containers";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustNotBe, settings } from "../../framework/settings";

/** A task that shares its host's processes, or their shared memory, sees and reaches those of all other tasks on it. */
export const ecsProcessesOwn = defineRule({
    id: "ecs-processes-own",
    displayName: "ECS tasks do not share the host's process or IPC namespace",
    description: "ECS tasks do not share the processes or the shared memory of their host.",
    severity: "high",
    tags: ["ecs", "containers"],
    frameworks: [fsbp("ECS.3"), wellArchitected("SEC03-BP02")],
    remediationSteps: 'Remove pidMode: "host" and ipcMode: "host", or set them to "task".',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: [TASK_TYPE],
    ...settings<aws.ecs.TaskDefinitionArgs>({
        pidMode: mustNotBe("host", (name) => `Task '${name}' shares its host's namespace (pidMode).`),
        ipcMode: mustNotBe("host", (name) => `Task '${name}' shares its host's namespace (ipcMode).`),
    }),
});
