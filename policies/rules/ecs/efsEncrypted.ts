import type * as aws from "@pulumi/aws";
import { TASK_TYPE } from "../../aws/ecs/containers";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** NFS has no encryption of its own; ECS's agent adds TLS when it is told to. */
export const ecsEfsEncrypted = defineRule({
    id: "ecs-efs-encrypted",
    displayName: "EFS volumes of ECS tasks are encrypted in transit",
    description: "EFS volumes of ECS tasks are encrypted in transit.",
    severity: "high",
    tags: ["ecs", "encryption"],
    frameworks: [fsbp("ECS.18"), wellArchitected("SEC09-BP02")],
    remediationSteps: 'Set efsVolumeConfiguration.transitEncryption: "ENABLED".',
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: [TASK_TYPE],
    resource({ name, props }: ResourceView<aws.ecs.TaskDefinitionArgs>, judge) {
        judge.decideEach(
            "volumes",
            () => props.volumes,
            (volume) => {
                const efs = volume.efsVolumeConfiguration;
                return efs === undefined || efs.transitEncryption === "ENABLED"
                    ? undefined
                    : `Task '${name}' reaches the volume '${volume.name}' without TLS.`;
            },
            ".efsVolumeConfiguration.transitEncryption",
        );
    },
    remediate({ props }: ResourceView<aws.ecs.TaskDefinitionArgs>) {
        for (const { efsVolumeConfiguration } of props.volumes ?? []) {
            if (efsVolumeConfiguration !== undefined) efsVolumeConfiguration.transitEncryption = "ENABLED";
        }
    },
});
