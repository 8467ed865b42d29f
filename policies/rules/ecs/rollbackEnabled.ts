import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Deployments by CodeDeploy and by other controllers have ways of their own. Alarms that roll back are as good. */
export const ecsRollbackEnabled = defineRule({
    id: "ecs-rollback-enabled",
    displayName: "ECS deployment circuit breakers roll back",
    description: "ECS services roll a deployment back that fails.",
    severity: "medium",
    level: "advisory",
    tags: ["ecs", "resilience"],
    frameworks: [wellArchitected("OPS06-BP04")],
    remediationSteps: "Set deploymentCircuitBreaker: { enable: true, rollback: true }.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    examples: ["aws.ecs.Service"],
    types: ["aws:ecs/service:Service"],
    resource({ name, props }: ResourceView<aws.ecs.ServiceArgs>, judge) {
        judge.decide("deploymentCircuitBreaker", () => {
            if ((props.deploymentController?.type ?? "ECS") !== "ECS") return undefined;
            const { deploymentCircuitBreaker: breaker, alarms } = props;
            const rolls = [breaker, alarms].some((given) => given?.enable === true && given.rollback === true);
            return rolls ? undefined : `Service '${name}' does not roll back.`;
        });
    },
});
