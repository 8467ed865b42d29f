import type * as aws from "@pulumi/aws";
import { readingsOf } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without them a cluster has no metrics of single tasks. */
export const ecsInsightsEnabled = defineRule({
    id: "ecs-insights-enabled",
    displayName: "ECS clusters have Container Insights",
    description: "ECS clusters have Container Insights.",
    severity: "medium",
    level: "advisory",
    tags: ["ecs", "metrics"],
    frameworks: [fsbp("ECS.12"), wellArchitected("OPS08-BP01")],
    remediationSteps: 'Set settings: [{ name: "containerInsights", value: "enhanced" }].',
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html",
    examples: ["aws.ecs.Cluster"],
    types: ["aws:ecs/cluster:Cluster"],
    resource({ name, props }: ResourceView<aws.ecs.ClusterArgs>, judge) {
        judge.decide("settings.containerInsights", () => {
            const found = readingsOf(props.settings);
            const isOn = found.some(
                (setting) =>
                    setting.known &&
                    setting.value.name === "containerInsights" &&
                    ["enabled", "enhanced"].includes(setting.value.value),
            );
            if (isOn) return undefined;
            const unknown = found.filter((setting) => !setting.known);
            for (const setting of unknown) judge.read("settings.containerInsights", setting);
            return unknown.length === 0 ? `Cluster '${name}' has no Container Insights.` : undefined;
        });
    },
});
