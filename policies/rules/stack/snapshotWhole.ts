import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource } from "../../framework/stack";

/** What copies something at its moment: the property that names what is copied, and the parts of it that can be resources. */
interface Snapshot {
    readonly of: string;
    /** Property that names what it belongs to, by the part's type. */
    readonly parts: Readonly<Record<string, string>>;
}

const partsBy = (property: string, ...types: string[]) => Object.fromEntries(types.map((type) => [type, property]));

const SNAPSHOTS: Readonly<Record<string, Snapshot>> = {
    "aws:apigateway/deployment:Deployment": {
        of: "restApi",
        parts: {
            ...partsBy(
                "restApi",
                "aws:apigateway/authorizer:Authorizer",
                "aws:apigateway/integration:Integration",
                "aws:apigateway/integrationResponse:IntegrationResponse",
                "aws:apigateway/method:Method",
                "aws:apigateway/methodResponse:MethodResponse",
                "aws:apigateway/resource:Resource",
            ),
            ...partsBy("restApiId", "aws:apigateway/response:Response"),
        },
    },
    "aws:apigateway/documentationVersion:DocumentationVersion": {
        of: "restApiId",
        parts: partsBy("restApiId", "aws:apigateway/documentationPart:DocumentationPart"),
    },
    "aws:apigatewayv2/deployment:Deployment": {
        of: "apiId",
        parts: partsBy(
            "apiId",
            "aws:apigatewayv2/integration:Integration",
            "aws:apigatewayv2/integrationResponse:IntegrationResponse",
            "aws:apigatewayv2/route:Route",
            "aws:apigatewayv2/routeResponse:RouteResponse",
        ),
    },
    "aws:bedrock/agentAgentAlias:AgentAgentAlias": {
        of: "agentId",
        parts: partsBy(
            "agentId",
            "aws:bedrock/agentAgentActionGroup:AgentAgentActionGroup",
            "aws:bedrock/agentAgentCollaborator:AgentAgentCollaborator",
            "aws:bedrock/agentAgentKnowledgeBaseAssociation:AgentAgentKnowledgeBaseAssociation",
        ),
    },
    "aws:lex/v2modelsBotVersion:V2modelsBotVersion": {
        of: "botId",
        parts: partsBy(
            "botId",
            "aws:lex/v2modelsBotLocale:V2modelsBotLocale",
            "aws:lex/v2modelsIntent:V2modelsIntent",
            "aws:lex/v2modelsSlot:V2modelsSlot",
            "aws:lex/v2modelsSlotType:V2modelsSlotType",
        ),
    },
};

const TYPES = Object.entries(SNAPSHOTS).flatMap(([type, { parts }]) => [type, ...Object.keys(parts)]);

/**
 * The engine makes and replaces first, and deletes last. What copies an API, a bot or an agent is therefore made while all parts are
 * still there that the program has lost, and never again: a route that was taken out goes on being served. A definition in one
 * argument changes as a whole, before the copy is made.
 */
export const stackSnapshotWhole = defineRule({
    id: "stack-snapshot-whole",
    displayName: "API deployments hold nothing that was removed",
    description:
        "What a deployment or version copies is defined by one resource, so that it holds no part that was removed.",
    severity: "medium",
    level: "advisory",
    tags: ["stack", "operations"],
    frameworks: [wellArchitected("OPS06-BP04")],
    remediationSteps:
        "Define a REST API by its argument body, let the stage of an HTTP or WebSocket API deploy by itself (autoDeploy), or deploy once more after each removal.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
    examples: ["aws.apigateway.Deployment", "RestApi"],
    types: TYPES,
    stack(stack, judgeOf) {
        for (const [type, { of, parts }] of Object.entries(SNAPSHOTS)) {
            for (const snapshot of stack.ofType(type)) {
                const judge = judgeOf(snapshot);
                judge.decide(of, () => {
                    const own = Object.entries(parts).flatMap(([part, property]) =>
                        stack.ofType(part).filter((each) => judge.read(of, belong(snapshot, of, each, property))),
                    );
                    const [first] = own;
                    return first === undefined
                        ? undefined
                        : `'${snapshot.name}' copies resources that can be removed one by one ('${first.name}'${own.length > 1 ? ` and ${own.length - 1} others` : ""}). An update makes the copy before it deletes what was removed, so the copy keeps it.`;
                });
            }
        }
    },
});

/** Whether two resources name the same thing: by value, or before there is one by what the value is made of. */
function belong(snapshot: StackResource, of: string, part: StackResource, property: string) {
    const made = new Set(snapshot.referencesOf(of));
    if (part.referencesOf(property).some((urn) => made.has(urn))) return { known: true, value: true } as const;
    return reading(() => part.props[property] === snapshot.props[of]);
}
