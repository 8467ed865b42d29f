import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { arnOf, logs, roleGrants, trigger, wiredFunction } from "../../testing/functions";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamFunctionUndergranted } from "./functionUndergranted";

const QUEUE = arnOf("sqs", "orders");
const TABLE = arnOf("dynamodb", "table/orders");
const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
const attach = (policy: string) =>
    subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment")(
        { role: "orders-role", policyArn: `arn:aws:iam::aws:policy/${policy}` },
        { name: policy },
    );
const invokeConfig = (destination: unknown) =>
    subjectsOf("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")(
        { functionName: "orders-1", destinationConfig: { onFailure: { destination } } },
        { name: "async" },
    );
const deny = (Action: unknown, Resource: unknown = "*", Condition?: object) => ({
    ...allow(Action, Resource),
    Effect: "Deny",
    Condition,
});
const BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";
/** A function with dead letters, under a boundary or none. */
const deadLetters = (permissionsBoundary?: string) =>
    wiredFunction({ deadLetterConfig: { targetArn: QUEUE } }).map((subject) =>
        subject.type === "aws:iam/role:Role" ? { ...subject, props: { permissionsBoundary } } : subject,
    );
const boundary = (...statements: readonly object[]) =>
    subjectsOf("aws:iam/policy:Policy")(
        { policy: documentText(...statements) },
        { name: "boundary", outputs: { arn: BOUNDARY } },
    );

describeRule(iamFunctionUndergranted, {
    passes: {
        "event sources, which are another rule's": [...wiredFunction(), ...trigger(QUEUE), roleGrants(logs)],
        "tracing, a network and dead letters": [
            ...wiredFunction({
                tracingConfig: { mode: "Active" },
                vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: [] },
                deadLetterConfig: { targetArn: QUEUE },
            }),
            roleGrants(logs, allow(["xray:Put*", "ec2:*NetworkInterface*"]), allow("sqs:SendMessage", QUEUE)),
        ],
        "denials of something else, or under a condition": [
            ...deadLetters(),
            roleGrants(
                logs,
                allow("sqs:*", QUEUE),
                deny("sqs:DeleteQueue"),
                deny("sqs:*", `${QUEUE}-2`),
                deny("sqs:*", "*", { Bool: { "aws:SecureTransport": "false" } }),
            ),
        ],
        "a boundary that leaves what is needed": [
            ...deadLetters(BOUNDARY),
            boundary(logs, allow("sqs:SendMessage")),
            roleGrants(logs, allow("sqs:*", QUEUE)),
        ],
        "AWS's managed policies": [
            ...wiredFunction({ tracingConfig: { mode: "Active" } }),
            attach("service-role/AWSLambdaBasicExecutionRole"),
            attach("AWSXRayDaemonWriteAccess"),
        ],
        "a policy of AWS that gives everything": [...deadLetters(), attach("AdministratorAccess")],
        "a queue and a table in the environment": [
            ...wiredFunction({
                environment: {
                    variables: { QUEUE: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders", TABLE: "orders-2" },
                },
            }),
            subjectsOf("aws:dynamodb/table:Table")(
                {},
                { name: "table", outputs: { name: "orders-2", arn: arnOf("dynamodb", "table/orders-2") } },
            ),
            roleGrants(logs, allow("sqs:SendMessage", QUEUE), allow("dynamodb:*", arnOf("dynamodb", "table/orders-*"))),
        ],
        "a function whose role is of another stack": subjectsOf("aws:lambda/function:Function")({ role: "arn:x" }),
    },
    violates: {
        "a denial of what it needs": [
            [...deadLetters(), roleGrants(logs, allow("sqs:*", QUEUE), deny("sqs:Send*", arnOf("sqs", "*")))],
            "Need::sqs:SendMessage#orders",
        ],
        "a boundary that leaves less": [
            [
                ...deadLetters(BOUNDARY),
                boundary(logs, allow("sqs:*"), deny("sqs:SendMessage")),
                roleGrants(logs, allow("sqs:*", QUEUE)),
            ],
            "Need::sqs:SendMessage#orders",
        ],
        "the right actions on another queue": [
            [
                ...wiredFunction({ deadLetterConfig: { targetArn: QUEUE } }),
                roleGrants(logs, allow("sqs:*", `${QUEUE}-2`)),
            ],
            "Need::sqs:SendMessage#orders",
        ],
        "failures of a trigger and of calls": [
            [
                ...wiredFunction(),
                ...trigger(QUEUE, { destinationConfig: { onFailure: { destinationArn: arnOf("sns", "alarm") } } }),
                invokeConfig(arnOf("sqs", "failures")),
                roleGrants(logs),
            ],
            "Need::sns:Publish#alarm",
            "Need::sqs:SendMessage#failures",
        ],
        "tracing and a network": [
            [
                ...wiredFunction({ tracingConfig: { mode: "Active" }, vpcConfig: { subnetIds: ["subnet-1"] } }),
                roleGrants(logs),
            ],
            "Need::xray:PutTraceSegments#*",
            "Need::xray:PutTelemetryRecords#*",
            "Need::ec2:CreateNetworkInterface#*",
            "Need::ec2:DescribeNetworkInterfaces#*",
            "Need::ec2:DeleteNetworkInterface#*",
        ],
        "what its environment names": [
            [
                ...wiredFunction({ environment: { variables: { QUEUE, TABLE } } }),
                roleGrants(logs, allow("dynamodb:GetItem", TABLE)),
            ],
            "Need::sqs:*#orders",
        ],
    },
    missing: [wiredFunction(), "Need::logs:CreateLogStream#*", "Need::logs:PutLogEvents#*"],
    undecided: {
        "an unknown target": [
            [...wiredFunction({ deadLetterConfig: { targetArn: UNKNOWN } }), roleGrants(logs)],
            "Need::its dead letters",
        ],
        "a policy that is not to be seen": [
            [...wiredFunction(), attach("AnotherPolicy")],
            "Need::logs:CreateLogStream#*",
            "Need::logs:PutLogEvents#*",
        ],
        "an unknown policy": [
            [
                ...wiredFunction({ deadLetterConfig: { targetArn: QUEUE } }),
                roleGrants(logs),
                subjectsOf("aws:iam/rolePolicy:RolePolicy")(
                    { role: "orders-role", policy: UNKNOWN },
                    { name: "other" },
                ),
            ],
            "Need::sqs:SendMessage#orders",
        ],
    },
});
