import assert from "node:assert/strict";
import { iamSenderAdmitted } from "../rules/iam/senderAdmitted";
import { documentText } from "./documents";
import { arnOf } from "./functions";
import { run, runStack, subjectsOf, UNKNOWN, type Subject } from "./harness";

/** The account of all that stands here. */
export const ACCOUNT = "111122223333";
export const BUCKET = "arn:aws:s3:::lake-1a2b3c4";
export const TOPIC = arnOf("sns", "orders-1a2b3c4");
export const QUEUE = arnOf("sqs", "work-1a2b3c4");
export const FUNCTION = arnOf("lambda", "function:work-1a2b3c4");
export const EXECUTION = arnOf("execute-api", "a1b2c3");
export const RULE = arnOf("events", "rule/nightly-1a2b3c4");

type Props = Subject["props"];
/** A resource as it stands after it is made: with the names that Pulumi gave it. */
export const made = (type: string, name: string, props: Props = {}, outputs: Props = {}) =>
    subjectsOf(`aws:${type}`)(props, { name, outputs });
export const topic = made("sns/topic:Topic", "orders", {}, { arn: TOPIC, id: TOPIC });
export const queue = made(
    "sqs/queue:Queue",
    "work",
    {},
    { arn: QUEUE, url: "https://sqs/work-1a2b3c4", id: "https://sqs/work-1a2b3c4" },
);
export const fn = made(
    "lambda/function:Function",
    "work",
    {},
    { arn: FUNCTION, name: "work-1a2b3c4", id: "work-1a2b3c4" },
);
export const bucket = made("s3/bucket:Bucket", "lake", {}, { arn: BUCKET, bucket: "lake-1a2b3c4", id: "lake-1a2b3c4" });
export const rule = made(
    "cloudwatch/eventRule:EventRule",
    "nightly",
    {},
    { arn: RULE, name: "nightly-1a2b3c4", id: "nightly-1a2b3c4" },
);
export const httpApi = (props: Props = {}) =>
    made("apigatewayv2/api:Api", "api", { protocolType: "HTTP", ...props }, { id: "a1b2c3", executionArn: EXECUTION });
export const restApi = (props: Props = {}) =>
    made("apigateway/restApi:RestApi", "api", props, {
        id: "a1b2c3",
        executionArn: EXECUTION,
        rootResourceId: "r0r0r0",
    });
/** How REST APIs name the function. */
export const INVOKE = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;

/** A permission of the function. */
export const permits = (service: string, props: Props = {}) =>
    made("lambda/permission:Permission", `permits-${service}`, {
        action: "lambda:InvokeFunction",
        function: "work-1a2b3c4",
        principal: `${service}.amazonaws.com`,
        ...props,
    });
/** A statement for a service, by the name before its domain, or for another principal. */
export const allow = (Principal: unknown, Action: string, Resource: string, Condition?: object) => ({
    Effect: "Allow",
    Principal:
        typeof Principal === "string" && Principal !== "*" ? { Service: `${Principal}.amazonaws.com` } : Principal,
    Action,
    Resource,
    Condition,
});
export const queuePolicy = (...statements: readonly object[]) =>
    made("sqs/queuePolicy:QueuePolicy", "policy", {
        queueUrl: "https://sqs/work-1a2b3c4",
        policy: documentText(...statements),
    });
export const topicPolicy = (...statements: readonly object[]) =>
    made("sns/topicPolicy:TopicPolicy", "topic-policy", { arn: TOPIC, policy: documentText(...statements) });
/** Refuses what comes by plain HTTP. */
export const onlyTls = (Resource: string) => ({
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});
export const subscription = (protocol: string, endpoint: string, props: Props = {}) =>
    made("sns/topicSubscription:TopicSubscription", "subscription", { topic: TOPIC, protocol, endpoint, ...props });
export const notification = (props: Props) =>
    made("s3/bucketNotification:BucketNotification", "notification", { bucket: "lake-1a2b3c4", ...props });
export const target = (arn: string, props: Props = {}) =>
    made("cloudwatch/eventTarget:EventTarget", "target", { rule: "nightly-1a2b3c4", arn, ...props });
export const alarm = made(
    "cloudwatch/metricAlarm:MetricAlarm",
    "alarm",
    { alarmActions: [TOPIC], okActions: [TOPIC] },
    { arn: arnOf("cloudwatch", "alarm:errors-1a2b3c4") },
);
/** What AWS gives a topic, as programs repeat it when they add statements. */
export const ownerOfTopic = allow({ AWS: "*" }, "SNS:Publish", TOPIC, { StringEquals: { "AWS:SourceOwner": ACCOUNT } });

/** Describes programs for which AWS delivers: the rule has nothing to say of them, whatever of them is known or to be seen. */
export function describeDelivered(programs: Readonly<Record<string, readonly Subject[]>>): void {
    for (const [name, subjects] of Object.entries(programs)) {
        it(`passes ${name}`, () => {
            const { violations, undecided } = run({ rules: [iamSenderAdmitted], subjects });
            assert.deepEqual({ violations, undecided }, { violations: [], undecided: [] });
        });
        it(`reports nothing in the first preview of ${name}, nor where one stack lacks what lets senders in`, () => {
            assert.deepEqual(violationsIn(unmade(subjects)), []);
            assert.deepEqual(violationsIn(subjects.filter(({ type }) => !/[pP]ermission$|Policy$/.test(type))), []);
        });
    }
}

/** What a preview of one stack reports. */
export function violationsIn(subjects: readonly Subject[]): readonly string[] {
    const { entries } = runStack({ rules: [iamSenderAdmitted], subjects });
    return entries.filter(({ finding }) => finding.verdict === "violation").map(({ finding }) => finding.id);
}

/** The same program before anything is made: outputs are not known, nor what is made of them. */
function unmade(subjects: readonly Subject[]): readonly Subject[] {
    const makersOf = (value: unknown): readonly string[] =>
        subjects
            .filter(({ outputs = {} }) =>
                Object.values(outputs).some((each) => JSON.stringify(value)?.includes(String(each))),
            )
            .map(({ name = "" }) => name);
    const early = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(early);
        if (typeof value === "object" && value !== null)
            return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, early(each)]));
        return makersOf(value).length > 0 ? UNKNOWN : value;
    };
    return subjects.map(({ props, outputs = {}, ...subject }) => ({
        ...subject,
        props: early(props) as Props,
        outputs: Object.fromEntries(Object.keys(outputs).map((key) => [key, UNKNOWN])),
        references: Object.fromEntries(Object.entries(props).map(([key, value]) => [key, makersOf(value)])),
    }));
}
