"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const describeRule_1 = require("../../testing/describeRule");
const harness_1 = require("../../testing/harness");
const secret_1 = require("../../framework/secret");
const credentialsAbsent_1 = require("./credentialsAbsent");
const stage = (0, harness_1.subjectsOf)("aws:apigateway/stage:Stage", { stageName: "v1" });
const integration = (0, harness_1.subjectsOf)("aws:apigateway/integration:Integration");
const machine = (0, harness_1.subjectsOf)("aws:sfn/stateMachine:StateMachine");
const lambda = (0, harness_1.subjectsOf)("aws:lambda/function:Function");
const parameter = (0, harness_1.subjectsOf)("aws:ssm/parameter:Parameter", { name: "/orders/db/password" });
const task = (0, harness_1.subjectsOf)("aws:ecs/taskDefinition:TaskDefinition");
const project = (0, harness_1.subjectsOf)("aws:codebuild/project:Project");
const connection = (0, harness_1.subjectsOf)("aws:cloudwatch/eventConnection:EventConnection");
const job = (0, harness_1.subjectsOf)("aws:glue/job:Job");
const target = (0, harness_1.subjectsOf)("aws:cloudwatch/eventTarget:EventTarget");
const template = (0, harness_1.subjectsOf)("aws:ec2/launchTemplate:LaunchTemplate");
const BASIC = `Basic ${Buffer.from("orders:hunter2").toString("base64")}`;
/** In parts, since it has the form of a key. */
const ACCESS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const MARK = "4dabf18193072939515e22adb298388d";
/** Code as text, as it stands in a state. */
const code = (text) => ({
    code: {
        [MARK]: "0def7320c3a5731c473e5ecbe6d01bc7",
        assets: { "index.js": { [MARK]: "c44067f5952c0a294b673a41bacd8c17", text } },
    },
});
const call = (Parameters) => JSON.stringify({ StartAt: "Call", States: { Call: { Type: "Task", Parameters, End: true } } });
const containers = (container) => ({ containerDefinitions: JSON.stringify([{ name: "app", ...container }]) });
(0, describeRule_1.describeRule)(credentialsAbsent_1.inputsCredentialsAbsent, {
    passes: {
        "names, ids and ARNs of the program's own resources": stage({
            variables: {
                DB_SECRET: "orders-db-credentials-1a2b3c4",
                EVENT_BUS: "GlobalCustomerProfileEventBusV2-a1b2c3d",
                TOKEN: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf",
            },
        }),
        "values still to be made": stage({ variables: { DB_PASSWORD: harness_1.UNKNOWN }, description: harness_1.UNKNOWN }),
        "a mapping of a header": integration({
            requestParameters: { "integration.request.header.Authorization": "method.request.header.Authorization" },
        }),
        "a machine that reads a secret": machine({
            definition: call({ SecretId: "orders/db", "Token.$": "$$.Task.Token" }),
        }),
        "a secure parameter": parameter({ type: "SecureString", value: "hunter2" }),
        "a secret's own value": (0, harness_1.subjectsOf)("aws:secretsmanager/secretVersion:SecretVersion")({
            secretString: JSON.stringify({ password: "hunter2" }),
        }),
        "a database's password": (0, harness_1.subjectsOf)("aws:rds/instance:Instance")({ password: "hunter2" }),
        "a certificate's key": (0, harness_1.subjectsOf)("aws:acm/certificate:Certificate")({
            privateKey: "-----BEGIN PRIVATE KEY-----",
        }),
        "a listener's client": (0, harness_1.subjectsOf)("aws:lb/listener:Listener")({
            defaultActions: [{ authenticateOidc: { clientSecret: "s3cr3t" } }],
        }),
        "variables of a function and of a container, which rules of their own judge": [
            lambda({ environment: { variables: { DB_PASSWORD: "hunter2" } } }),
            task(containers({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] })),
        ],
        "secrets that a build or a container is given": [
            project({
                environment: { environmentVariables: [{ name: "TOKEN", type: "SECRETS_MANAGER", value: "orders" }] },
            }),
            task(containers({ secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:ssm:x" }], command: ["node", "."] })),
        ],
        "a connection, which EventBridge keeps in Secrets Manager": connection({
            authParameters: {
                basic: { username: "orders", password: "hunter2" },
                apiKey: { key: "X-Api-Key", value: "partner-4711" },
                invocationHttpParameters: { headers: [{ key: "X-Token", value: "hunter2", isValueSecret: true }] },
            },
        }),
        "code that reads a secret": lambda(code("const password = await getSecret(process.env.DB_SECRET_ARN);")),
        "a trigger as random as a key": (0, harness_1.subjectsOf)("aws:apigateway/deployment:Deployment")({
            triggers: { redeployment: "Zk3vQ9xB7mT2nW5cR8yL1pD4sF6gH0jKaEuVtQ1x" },
        }),
        "what messages are compared with": (0, harness_1.subjectsOf)("aws:sns/topicSubscription:TopicSubscription")({
            filterPolicy: JSON.stringify({ token: ["expired", "revoked"] }),
        }),
        "what is secret in an argument of AWS": stage({ description: secret_1.SECRET }),
    },
    violates: {
        "a stage variable": [stage({ variables: { REDIS_AUTH: "hunter2" } }), "variables.REDIS_AUTH"],
        "a stage variable as random as a key": [
            stage({ variables: { SEED: "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY" } }),
            "variables.SEED",
        ],
        "a stage variable that the program keeps secret": [stage({ variables: { SEED: secret_1.SECRET } }), "variables.SEED"],
        "a header of an integration": [
            integration({ requestParameters: { "integration.request.header.Authorization": `'${BASIC}'` } }),
            "requestParameters.integration.request.header.Authorization",
        ],
        "a header in a machine": [
            machine({ definition: call({ Headers: { Authorization: "Bearer 9f8e7d6c5b4a" } }) }),
            "definition.States.Call.Parameters.Headers.Authorization",
        ],
        "a password in a machine": [
            machine({ definition: call({ Password: "hunter2" }) }),
            "definition.States.Call.Parameters.Password",
        ],
        "a password whose name stands twice in a machine": [
            machine({ definition: '{"Password":"hunter2","Password":"x-ref"}' }),
            "definition",
        ],
        "a password beside another name that stands twice": [
            machine({ definition: '{"Comment":"a","Comment":"b","Env":{"Name":"DB_PASSWORD","Value":"hunter2"}}' }),
            "definition.Env.Value",
        ],
        "code as text": [lambda(code("const apiKey = 'partner-4711';")), "code.index.js"],
        "a plain parameter": [parameter({ type: "String", value: "hunter2" }), "value"],
        "a container's command": [
            task(containers({ command: ["redis-server", "--requirepass", "x", "--password", "hunter2"] })),
            "containerDefinitions[0].command",
        ],
        "a container's entry point": [
            task(containers({ entryPoint: ["sh", "-c", "DB_PASSWORD=hunter2 node ."] })),
            "containerDefinitions[0].entryPoint",
        ],
        "user data": [
            template({ userData: Buffer.from("#!/bin/sh\nexport DB_PASSWORD=hunter2\n").toString("base64") }),
            "userData",
        ],
        "user data in plain text": [
            (0, harness_1.subjectsOf)("aws:ec2/instance:Instance")({ userData: `aws configure set aws_access_key_id ${ACCESS_KEY}` }),
            "userData",
        ],
        "an argument of a job": [
            job({ defaultArguments: { "--db-password": "hunter2" } }),
            "defaultArguments.--db-password",
        ],
        "a variable of a build": [
            project({ environment: { environmentVariables: [{ name: "NPM_TOKEN", value: "hunter2" }] } }),
            "environment.environmentVariables[0].value",
        ],
        "a header of a connection that is not kept": [
            connection({
                authParameters: { invocationHttpParameters: { headers: [{ key: "X-Token", value: "hunter2" }] } },
            }),
            "authParameters.invocationHttpParameters.headers[0].value",
        ],
        "a header of a target": [
            target({ httpTarget: { headerParameters: { "X-Api-Key": "partner-4711" } } }),
            "httpTarget.headerParameters.X-Api-Key",
        ],
        "an input of a target, beside what is not known": [
            target({ arn: harness_1.UNKNOWN, input: JSON.stringify({ token: "hunter2" }) }),
            "input.token",
        ],
        "an access key in a description": [stage({ description: `by ${ACCESS_KEY}` }), "description"],
    },
    missing: [stage({ variables: { DB_PASSWORD: "hunter2" } }), "variables.DB_PASSWORD"],
    undecided: {},
});
