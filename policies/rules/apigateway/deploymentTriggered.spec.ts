import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayDeploymentTriggered } from "./deploymentTriggered";

const deployment = subjectsOf("aws:apigateway/deployment:Deployment", { restApi: "a1" });
const deploymentV2 = subjectsOf("aws:apigatewayv2/deployment:Deployment", { apiId: "h1" });
const ids = { id: "a1b2c3d4e5", rootResourceId: "r1s2t3u4v5" };
const api = subjectsOf("aws:apigateway/restApi:RestApi")(
    { body: '{"paths":{}}' },
    { name: "api", outputs: { ...ids, body: '{"paths":{}}' } },
);
const method = subjectsOf("aws:apigateway/method:Method")(
    { httpMethod: "GET" },
    { name: "method", outputs: { id: "agm-1" } },
);
const made = (...names: string[]) => ({ references: { triggers: names } });
const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

describeRule(apigatewayDeploymentTriggered, {
    passes: {
        "a digest": deployment({ triggers: { redeployment: hash } }),
        "a digest in base64": deployment({
            triggers: { redeployment: "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=" },
        }),
        "a digest behind a version": deployment({ triggers: { redeployment: `v1-${hash}` } }),
        "a digest for addresses": deployment({
            triggers: { redeployment: "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg" },
        }),
        "the time of the run": [
            deployment({ triggers: { redeployment: String(Date.now()) } }),
            deployment({ triggers: { redeployment: String(Math.floor(Date.now() / 1000)) } }),
            deployment({ triggers: { redeployment: new Date().toISOString() } }),
            deployment({ triggers: { redeployment: String(new Date()) } }),
        ],
        "the API's body as a text of the program": [api, deployment({ triggers: { redeployment: '{"paths":{}}' } })],
        "a digest of a resource's arguments": [api, deployment({ triggers: { redeployment: hash } }, made("api"))],
        "the API's body itself": [api, deployment({ triggers: { redeployment: '{"paths":{}}' } }, made("api"))],
        "an id beside an argument": [
            api,
            method,
            deployment({ triggers: { redeployment: '["a1b2c3d4e5","GET"]' } }, made("api", "method")),
        ],
        "a digest beside a text that stays": deployment({ triggers: { version: "1", redeployment: hash } }),
        "one of the second version": deploymentV2({ triggers: { redeployment: hash } }),
    },
    violates: {
        "no triggers in the block": [deployment({ triggers: {} }), "triggers"],
        "a number": [deployment({ triggers: { redeployment: "1" } }), "triggers"],
        "a version": [deployment({ triggers: { redeployment: "v1.2.3" } }), "triggers"],
        "a word": [deployment({ triggers: { redeployment: "initial" } }), "triggers"],
        ...Object.fromEntries(
            [
                "2024-06-01",
                "2024-06-01T12:00:00Z",
                "20240601120000202406011200",
                "release-2",
                "v1-initial",
                "Release-2-of-OrdersApi-v3",
                "initial-deployment-of-the-orders-api",
                "1767225600000",
                hash.slice(0, 7),
            ].map((text) => [
                `the constant ${text}`,
                [deployment({ triggers: { redeployment: text } }), "triggers"] as const,
            ]),
        ),
        "two texts that stay": [deployment({ triggers: { stage: "prod", version: "2" } }), "triggers"],
        "the id of the root, which never changes": [
            [api, deployment({ triggers: { redeployment: ids.rootResourceId } }, made("api"))],
            "triggers",
        ],
        "a list of ids": [
            [api, method, deployment({ triggers: { redeployment: '["a1b2c3d4e5", "agm-1"]' } }, made("api", "method"))],
            "triggers",
        ],
        "one of the second version": [deploymentV2({}), "triggers"],
        "a constant one of the second version": [deploymentV2({ triggers: { redeployment: "1" } }), "triggers"],
    },
    missing: [deployment({}), "triggers"],
    undecided: {
        "unknown triggers": [deployment({ triggers: UNKNOWN }), "triggers"],
        "a trigger that is not known yet": [deployment({ triggers: { redeployment: UNKNOWN } }), "triggers"],
    },
});
