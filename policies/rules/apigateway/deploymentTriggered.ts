import { REST_API_COMPONENT } from "../../apigateway/examples";
import { isKnown, reading } from "../../framework/reading";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";

const DEPLOYMENT_TYPES = ["aws:apigateway/deployment:Deployment", "aws:apigatewayv2/deployment:Deployment"] as const;

/** Outputs that stay what they are as long as a resource lives, whatever else of it changes. */
const LASTING = ["arn", "createdDate", "executionArn", "id", "rootResourceId"];

/** A version, a number or words: what somebody has to remember to change. No digest and no time looks like that. */
const WRITTEN = /^(v?\d{1,6}(\.\d+)*|[a-z _-]*)$/i;

/**
 * A deployment is a copy of the API. Without triggers it is made once, and every later change of a method stays without effect. The
 * same holds for triggers that cannot change: what identifies a resource (its id, its ARN) stays when the resource is changed, and a
 * text such as "1" that is made of nothing changes only when somebody remembers to change it.
 */
export const apigatewayDeploymentTriggered = defineRule({
    id: "apigateway-deployment-triggered",
    displayName: "Deployments of APIs have triggers",
    description: "Deployments of APIs have triggers that change with the API, so that a change of it is deployed.",
    severity: "medium",
    tags: ["apigateway", "operations"],
    frameworks: [serverlessLens("OPS 2"), wellArchitected("OPS06-BP04")],
    remediationSteps:
        "Set triggers: { redeployment: hash } with a hash over all that is deployed: the API's body, or every argument of its methods and integrations.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
    examples: {
        aws: `const orders = new aws.apigateway.RestApi("orders", {
    body: JSON.stringify({ openapi: "3.0.1", info: { title: "orders", version: "v1" }, paths: {} }),
});
new aws.apigateway.Deployment("orders", {
    restApi: orders.id,
    triggers: { redeployment: pulumi.interpolate\`\${orders.body}\` },
});`,
        component: REST_API_COMPONENT,
    },
    level: "advisory",
    types: [...DEPLOYMENT_TYPES],
    stack(stack, judgeOf) {
        for (const deployment of stack.ofType(...DEPLOYMENT_TYPES)) {
            const judge = judgeOf(deployment);
            judge.decide("triggers", () => {
                const triggers = Object.entries((deployment.props.triggers ?? {}) as Readonly<Record<string, unknown>>);
                const texts = triggers.map(([key, value]) => `${key}: ${String(value)}`);
                if (!triggers.every(([, value]) => isFixed(String(value), stack, deployment))) return undefined;
                const which = texts.length === 0 ? "" : `; its triggers stay the same (${texts.join(", ")})`;
                return `Deployment '${deployment.name}' is not made anew when its API changes${which}.`;
            });
        }
    },
});

/** Whether a trigger stays what it is when the API is changed. */
function isFixed(text: string, stack: StackView, deployment: StackResource): boolean {
    const made = new Set(deployment.referencesOf("triggers"));
    if (made.size === 0) return WRITTEN.test(text);
    const lasting = stack
        .all()
        .filter(({ urn }) => made.has(urn))
        .flatMap(({ urn, outputs }) => [
            urn,
            ...LASTING.map((output) => reading(() => outputs[output] as unknown))
                .filter(isKnown)
                .map(({ value }) => value),
        ])
        .filter((value): value is string => typeof value === "string" && value !== "")
        .sort((left, right) => right.length - left.length);
    // Several together, as in a list of ids, last as well.
    const rest = lasting.reduce((left, value) => left.replaceAll(value, ""), text);
    return !/[a-z0-9]/i.test(rest);
}
