import { isKnown, reading } from "../../framework/reading";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { identitiesOf, type StackResource, type StackView } from "../../framework/stack";

const DEPLOYMENT_TYPES = ["aws:apigateway/deployment:Deployment", "aws:apigatewayv2/deployment:Deployment"] as const;

const API_TYPES = ["aws:apigateway/restApi:RestApi", "aws:apigatewayv2/api:Api"] as const;

/** Outputs that stay what they are as long as a resource lives, whatever else of it changes. */
const LASTING = ["arn", "createdDate", "executionArn", "id", "rootResourceId"];

/** A digest in hexadecimal, also within a text: of letters and digits, since dates have digits alone. */
const HEX = /(?<![0-9a-z])(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{20,}(?![0-9a-z])/i;

/** What may be one in base64. */
const BASE64 = /[A-Za-z0-9+/_-]{20,}/g;

/** A time as `Date.now()` gives it, in milliseconds, or in seconds. */
const EPOCH = /^\d{10}(?:\d{3})?$/;

/** How long before its judgement a run may have begun, in milliseconds: updates of some resources take hours. */
const RUN = 24 * 60 * 60 * 1000;

/**
 * A deployment is a copy of the API. Without triggers it is made once, and every later change of a method stays without effect. The
 * same holds for triggers that cannot change: what identifies a resource (its id, its ARN) stays when the resource is changed, and a
 * text such as "1" or "release-2" that is made of nothing changes only when somebody remembers to change it: only digests, times of
 * the run and the API's own body do so by themselves.
 */
export const apigatewayDeploymentTriggered = defineRule({
    id: "apigateway-deployment-triggered",
    displayName: "Deployments of APIs have triggers",
    description: "Deployments of APIs have triggers that change with the API, so that a change of it is deployed.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "operations"],
    frameworks: [serverlessLens("OPS 2"), wellArchitected("OPS06-BP04")],
    remediationSteps:
        "Set triggers: { redeployment: hash } with a hash over all that is deployed: the API's body, or every argument of its methods and integrations.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
    examples: ["aws.apigateway.Deployment", "RestApi"],
    types: [...DEPLOYMENT_TYPES, ...API_TYPES],
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
    if (made.size === 0) return !(isDigest(text) || isTimeOfRun(text) || isBody(text, stack));
    const lasting = stack
        .all()
        .filter(({ urn }) => made.has(urn))
        .flatMap((resource) => [resource.urn, ...identitiesOf(resource, LASTING)])
        .filter((value) => value !== "")
        .sort((left, right) => right.length - left.length);
    // Several together, as in a list of ids, last as well.
    const rest = lasting.reduce((left, value) => left.replaceAll(value, ""), text);
    return !/[a-z0-9]/i.test(rest);
}

/** Whether a text holds a digest, in hexadecimal or base64. Names made of words, numbers and hyphens are none. */
function isDigest(text: string): boolean {
    const isMixed = (value: string) => [/[a-z]/, /[A-Z]/, /[\d+/]/].every((kind) => kind.test(value));
    const isNamed = (value: string) => value.split(/[-_]/).some((part) => /^(?:[A-Z]?[a-z]{2,}|\d+)$/.test(part));
    return HEX.test(text) || (text.match(BASE64) ?? []).some((value) => isMixed(value) && !isNamed(value));
}

/** Whether a text is the time at which the program ran, so that it is another in each run. */
function isTimeOfRun(text: string): boolean {
    const since = EPOCH.test(text) ? Number(text.padEnd(13, "0")) : text.includes(":") ? Date.parse(text) : NaN;
    return Math.abs(Date.now() - since) < RUN;
}

/** Whether a text is what an API is made of, as the program gives it to both. */
function isBody(text: string, stack: StackView): boolean {
    return stack.ofType(...API_TYPES).some(({ props }) => {
        const body = reading(() => props.body as unknown);
        return isKnown(body) && body.value === text;
    });
}
