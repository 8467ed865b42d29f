"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const describeRule_1 = require("../../testing/describeRule");
const harness_1 = require("../../testing/harness");
const addressesEncrypted_1 = require("./addressesEncrypted");
const subscription = (0, harness_1.subjectsOf)("aws:sns/topicSubscription:TopicSubscription", { topic: "arn:topic" });
const integration = (0, harness_1.subjectsOf)("aws:apigateway/integration:Integration", { type: "HTTP_PROXY" });
const source = (0, harness_1.subjectsOf)("aws:appsync/dataSource:DataSource", { type: "HTTP" });
const machine = (0, harness_1.subjectsOf)("aws:sfn/stateMachine:StateMachine");
const api = (0, harness_1.subjectsOf)("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });
const client = (0, harness_1.subjectsOf)("aws:cognito/userPoolClient:UserPoolClient");
const task = (ApiEndpoint) => JSON.stringify({
    StartAt: "Call",
    States: {
        Call: { Type: "Task", Resource: "arn:aws:states:::http:invoke", Parameters: { ApiEndpoint }, End: true },
    },
});
const body = (uri) => JSON.stringify({
    info: { license: { url: "http://www.apache.org/licenses/LICENSE-2.0" } },
    paths: { "/orders": { get: { "x-amazon-apigateway-integration": { type: "http_proxy", uri } } } },
});
(0, describeRule_1.describeRule)(addressesEncrypted_1.inputsAddressesEncrypted, {
    passes: {
        "a subscription over HTTPS": subscription({ protocol: "https", endpoint: "https://example.com" }),
        "a queue": subscription({ protocol: "sqs", endpoint: "arn:queue" }),
        "an integration over HTTPS": integration({ uri: "https://example.com" }),
        "an address still to be made": integration({ uri: harness_1.UNKNOWN }),
        "a machine that calls over HTTPS": machine({ definition: task("https://example.com/charge") }),
        "an API that only mentions plain addresses": api({ body: body("https://example.com") }),
        "where a browser goes": client({
            callbackUrls: ["http://localhost:3000"],
            defaultRedirectUri: "http://localhost",
        }),
        "a group in an access list": (0, harness_1.subjectsOf)("aws:s3/bucketAclV2:BucketAclV2")({
            accessControlPolicy: { grants: [{ grantee: { uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" } }] },
        }),
        "a sidecar of the same task": source({ httpConfig: { endpoint: "http://localhost:2772" } }),
        "a description": integration({ description: "see http://example.com", uri: "https://example.com" }),
    },
    violates: {
        "an integration of a REST API": [integration({ uri: "http://example.com/orders" }), "uri"],
        "an integration of an HTTP API": [
            (0, harness_1.subjectsOf)("aws:apigatewayv2/integration:Integration")({ integrationUri: "HTTP://example.com" }),
            "integrationUri",
        ],
        "a data source, beside what is not known": [
            source({ name: harness_1.UNKNOWN, httpConfig: { endpoint: "http://example.com" } }),
            "httpConfig.endpoint",
        ],
        "a destination of events": [
            (0, harness_1.subjectsOf)("aws:cloudwatch/eventApiDestination:EventApiDestination")({
                invocationEndpoint: "http://example.com",
            }),
            "invocationEndpoint",
        ],
        "a stream's endpoint": [
            (0, harness_1.subjectsOf)("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")({
                httpEndpointConfiguration: { url: "http://example.com" },
            }),
            "httpEndpointConfiguration.url",
        ],
        "a task of a state machine": [
            machine({ definition: task("http://example.com/charge") }),
            "definition.States.Call.Parameters.ApiEndpoint",
        ],
        "an operation of an API": [api({ body: body("http://example.com") }), "body#GET /orders"],
        "an API that cannot be read": [api({ body: "{" }), "body"],
        "an endpoint that is not known": [subscription({ protocol: "http", endpoint: harness_1.UNKNOWN }), "protocol"],
    },
    missing: [subscription({ protocol: "http", endpoint: "http://example.com" }), "protocol"],
    undecided: { "an unknown protocol": [subscription({ protocol: harness_1.UNKNOWN }), "protocol"] },
});
