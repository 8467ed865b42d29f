import { judgeContainers, TASK_TYPES } from "../../aws/ecs/containers";
import { credentialIn } from "../../aws/exposure/credential";
import { readingsOf } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Everybody who may describe the task reads its variables, and so does everything that shows it: consoles, logs, states. */
export const ecsEnvironmentNoSecrets = defineRule({
    id: "ecs-environment-no-secrets",
    displayName: "Environment variables of ECS containers hold no credentials",
    description: "Variables of containers hold no credentials.",
    severity: "high",
    tags: ["ecs", "secrets"],
    frameworks: [fsbp("ECS.8"), wellArchitected("SEC02-BP03")],
    remediationSteps: "Give the container secrets: [{ name, valueFrom: secretArn }], which ECS reads when it starts.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    resource(resource: ResourceView, judge) {
        judgeContainers(resource, judge, "environment", ({ environment, environments }, container) => {
            for (const found of readingsOf(environment ?? environments)) {
                const variable = judge.read(`containerDefinitions[${container}].environment`, found);
                if (variable?.name === undefined) continue;
                const { name } = variable;
                judge.decide(`containerDefinitions[${container}].environment.${name}`, () => {
                    const why = credentialIn(name, variable.value ?? "");
                    return why === undefined
                        ? undefined
                        : `Variable ${name} of container '${container}' of '${resource.name}' ${why}.`;
                });
            }
            return undefined;
        });
    },
});
