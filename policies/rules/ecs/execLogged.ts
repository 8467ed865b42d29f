import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** DEFAULT, AWS's default, logs where the container logs. */
export const ecsExecLogged = defineRule({
    id: "ecs-exec-logged",
    displayName: "ECS clusters log sessions of ECS Exec",
    description: "ECS clusters log the sessions of ECS Exec, encrypted where they go to a place of their own.",
    severity: "medium",
    level: "advisory",
    tags: ["ecs", "logging"],
    frameworks: [wellArchitected("SEC04-BP01")],
    remediationSteps: "Leave logging at DEFAULT, or set OVERRIDE with an encrypted log group or bucket.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    examples: ["aws.ecs.Cluster"],
    types: ["aws:ecs/cluster:Cluster"],
    resource({ name, props }: ResourceView<aws.ecs.ClusterArgs>, judge) {
        judge.decide("configuration.executeCommandConfiguration", () => {
            const { logging = "DEFAULT", logConfiguration } = props.configuration?.executeCommandConfiguration ?? {};
            if (logging === "NONE") return `Cluster '${name}' does not log ECS Exec.`;
            if (logging === "DEFAULT") return undefined;
            const { cloudWatchLogGroupName, cloudWatchEncryptionEnabled, s3BucketName, s3BucketEncryptionEnabled } =
                logConfiguration ?? {};
            if (cloudWatchLogGroupName === undefined && s3BucketName === undefined)
                return `Cluster '${name}' logs ECS Exec nowhere.`;
            const isPlain =
                (cloudWatchLogGroupName !== undefined && cloudWatchEncryptionEnabled !== true) ||
                (s3BucketName !== undefined && s3BucketEncryptionEnabled !== true);
            return isPlain ? `Cluster '${name}' logs ECS Exec without encryption.` : undefined;
        });
    },
});
