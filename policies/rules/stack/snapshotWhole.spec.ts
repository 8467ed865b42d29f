import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { stackSnapshotWhole } from "./snapshotWhole";

const deployment = subjectsOf("aws:apigateway/deployment:Deployment", { restApi: "a1" });
const method = subjectsOf("aws:apigateway/method:Method", { restApi: "a1", httpMethod: "GET" });
const response = subjectsOf("aws:apigateway/response:Response", { restApiId: "a1" });
const api = subjectsOf("aws:apigateway/restApi:RestApi", { body: "{}" });
const toApi = (property: string) => ({ references: { [property]: ["api"] } });

describeRule(stackSnapshotWhole, {
    passes: {
        "an API that is one document": [api({}, { name: "api" }), deployment({})],
        "the methods of another API": [deployment({}), method({ restApi: "a2" })],
        "methods of an API that is deployed elsewhere": method({}),
        "a route of a stage that deploys by itself": subjectsOf("aws:apigatewayv2/route:Route")({ apiId: "h1" }),
    },
    violates: {
        "methods that are resources": [[deployment({}), method({}), response({})], "restApi"],
        "methods of an API that is not made yet": [
            [
                api({}, { name: "api" }),
                deployment({ restApi: UNKNOWN }, toApi("restApi")),
                method({ restApi: UNKNOWN }, { name: "get", ...toApi("restApi") }),
            ],
            "restApi",
        ],
        "parts of documentation": [
            [
                subjectsOf("aws:apigateway/documentationVersion:DocumentationVersion")({ restApiId: "a1" }),
                subjectsOf("aws:apigateway/documentationPart:DocumentationPart")({ restApiId: "a1" }),
            ],
            "restApiId",
        ],
        "routes of an HTTP API": [
            [
                subjectsOf("aws:apigatewayv2/deployment:Deployment")({ apiId: "h1" }),
                subjectsOf("aws:apigatewayv2/route:Route")({ apiId: "h1" }),
            ],
            "apiId",
        ],
        "intents of a bot": [
            [
                subjectsOf("aws:lex/v2modelsBotVersion:V2modelsBotVersion")({ botId: "b1" }),
                subjectsOf("aws:lex/v2modelsIntent:V2modelsIntent")({ botId: "b1" }),
            ],
            "botId",
        ],
        "actions of an agent": [
            [
                subjectsOf("aws:bedrock/agentAgentAlias:AgentAgentAlias")({ agentId: "g1" }),
                subjectsOf("aws:bedrock/agentAgentActionGroup:AgentAgentActionGroup")({ agentId: "g1" }),
            ],
            "agentId",
        ],
    },
    missing: [[deployment({ restApi: undefined }), method({ restApi: undefined })], "restApi"],
    undecided: {
        "a method of an unknown API": [[deployment({}), method({ restApi: UNKNOWN })], "restApi"],
    },
});
