import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaApiTimeoutBounded } from "./apiTimeoutBounded";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });
const rest = subjectsOf("aws:apigateway/integration:Integration", { uri: "arn:invoke" });
const http = subjectsOf("aws:apigatewayv2/integration:Integration", { integrationUri: "arn:invoke" });
const place = (timeout: unknown) => lambda({ timeout }, { name: "place", outputs: { invokeArn: "arn:invoke" } });

const api = subjectsOf("aws:apigateway/restApi:RestApi");
const httpApi = subjectsOf("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });
const ARN = "arn:aws:lambda:eu-west-1:111122223333:function:place-1";
const described = (timeout: unknown) => lambda({ timeout }, { name: "place", outputs: { arn: ARN } });
const integration = (more: object = {}) => ({
    type: "aws_proxy",
    uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ARN}:live/invocations`,
    ...more,
});
const body = (fields: object, root: object = {}) => ({
    body: JSON.stringify({ openapi: "3.0.1", paths: { "/orders": { post: fields } }, ...root }),
});
const calls = (more?: object) => body({ "x-amazon-apigateway-integration": integration(more) });
const handOver = { requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } };

describeRule(lambdaApiTimeoutBounded, {
    passes: {
        "a function that ends in time": [place(29), rest({})],
        "one behind an HTTP API": [place(30), http({})],
        "one behind no API": place(900),
        "one that a description lets end in time": [described(29), api(calls())],
        "one that a description does not name": [
            described(900),
            api(calls({ uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ARN}0/invocations` })),
        ],
        "one that a description hands events to": [described(900), api(calls(handOver))],
        "the target of an API": [place(30), httpApi({ target: "arn:invoke" })],
        "one that the API does not wait for": [
            place(900),
            rest({ requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } }),
        ],
    },
    violates: {
        "the limit of REST APIs": [[place(30), rest({})], "timeout"],
        "the integration's own limit": [[place(10), rest({ timeoutMilliseconds: 5000 })], "timeout"],
        "the limit of a description's operation": [[described(10), api(calls({ timeoutInMillis: 5000 }))], "timeout"],
        "the usual limit of a description's operations": [[described(300), api(calls())], "timeout"],
        "a description in YAML": [
            [
                described(300),
                api({
                    body: `openapi: 3.0.1
paths:
  /orders:
    post:
      x-amazon-apigateway-integration: { type: aws_proxy, uri: "${integration().uri}" }
`,
                }),
            ],
            "timeout",
        ],
        "a description that keeps its integrations apart": [
            [
                described(60),
                httpApi(
                    body(
                        {
                            "x-amazon-apigateway-integration": {
                                $ref: "#/components/x-amazon-apigateway-integrations/place",
                            },
                        },
                        { components: { "x-amazon-apigateway-integrations": { place: integration() } } },
                    ),
                ),
            ],
            "timeout",
        ],
        "an API made of nothing but its target": [[place(60), httpApi({ target: "arn:invoke" })], "timeout"],
        "one behind an alias still to be made": [
            [
                lambda({ timeout: 60 }, { name: "place", outputs: { arn: UNKNOWN, invokeArn: UNKNOWN } }),
                subjectsOf("aws:lambda/alias:Alias")(
                    { functionName: UNKNOWN },
                    { name: "live", outputs: { invokeArn: UNKNOWN }, references: { functionName: ["place"] } },
                ),
                http({ integrationUri: UNKNOWN }, { name: "route", references: { integrationUri: ["live"] } }),
            ],
            "timeout",
        ],
    },
    missing: [[place(undefined), rest({ timeoutMilliseconds: 1000 })], "timeout"],
    undecided: {
        "an unknown timeout": [[place(UNKNOWN), rest({})], "timeout"],
        "a description that is not known yet": [
            [described(10), api({ body: UNKNOWN }, { name: "api", references: { body: ["place"] } })],
            "timeout",
        ],
        "one that is not known yet and names an alias": [
            [
                described(10),
                subjectsOf("aws:lambda/alias:Alias")(
                    { functionName: UNKNOWN },
                    { name: "live", outputs: { invokeArn: UNKNOWN }, references: { functionName: ["place"] } },
                ),
                api({ body: UNKNOWN }, { name: "api", references: { body: ["live"] } }),
            ],
            "timeout",
        ],
    },
});
