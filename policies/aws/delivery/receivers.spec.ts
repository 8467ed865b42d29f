import assert from "node:assert/strict";
import { iamSenderAdmitted } from "../../rules/iam/senderAdmitted";
import { documentText } from "../../testing/documents";
import { arnOf } from "../../testing/functions";
import { run, runStack, subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";

const TOPIC = arnOf("sns", "orders");
const QUEUE = arnOf("sqs", "work");
const FUNCTION = arnOf("lambda", "function:work");
const subscription = (endpoint: unknown = QUEUE) =>
    subjectsOf("aws:sns/topicSubscription:TopicSubscription")({ topic: TOPIC, protocol: "sqs", endpoint });
const queue = subjectsOf("aws:sqs/queue:Queue")({}, { name: "work", outputs: { arn: QUEUE } });
const send = "Receiver::sqs:SendMessage#work";
const publish = "Receiver::sns:Publish#orders";
const invoke = "Receiver::lambda:InvokeFunction#work";

describe("iam-sender-admitted, in a preview of one stack", () => {
    /** Findings by the rule's view of the stack, of a program whose resources are still to be made. */
    const previewed = (...subjects: readonly Subject[]) => {
        const { entries } = runStack({ rules: [iamSenderAdmitted], subjects });
        return entries.map(({ finding }) => `${finding.verdict} ${finding.id}`);
    };
    const toBeMade = (
        type: string,
        name: string,
        props: Subject["props"] = {},
        references: Subject["references"] = {},
    ) =>
        subjectsOf(type)(props, {
            name,
            outputs: { arn: UNKNOWN, url: UNKNOWN, id: UNKNOWN, name: UNKNOWN },
            references,
        });
    const pending = toBeMade(
        "aws:sns/topicSubscription:TopicSubscription",
        "subscription",
        {
            topic: UNKNOWN,
            protocol: "sqs",
            endpoint: UNKNOWN,
        },
        { endpoint: ["work"] },
    );
    const work = toBeMade("aws:sqs/queue:Queue", "work");

    it("judges what stands in it, and leaves to the environment what stands elsewhere", () => {
        const ofOthers = subjectsOf("aws:sqs/queue:Queue")(
            {
                policy: documentText({
                    Effect: "Allow",
                    Principal: "*",
                    Action: "sqs:ReceiveMessage",
                    Resource: QUEUE,
                }),
            },
            { name: "work", outputs: { arn: QUEUE } },
        );
        assert.deepEqual(previewed(subscription(), ofOthers), [`violation ${send}`]);
        assert.deepEqual(previewed(subscription()), []);
        assert.deepEqual(previewed(subscription(UNKNOWN)), []);
    });

    it("does not decide of a queue or function whose policy may stand in another stack", () => {
        const fn = subjectsOf("aws:lambda/function:Function")({}, { name: "work", outputs: { arn: FUNCTION } });
        const calling = { ...subscription(FUNCTION), name: "calling" };
        assert.deepEqual(previewed(subscription(), queue), [`undecided ${send}`]);
        assert.deepEqual(previewed(calling, fn), [`undecided ${invoke}`]);
        const other = subjectsOf("aws:lambda/permission:Permission")(
            { action: "lambda:InvokeFunction", principal: "s3.amazonaws.com", function: FUNCTION },
            { name: "other" },
        );
        assert.deepEqual(previewed(calling, fn, other), [`undecided ${invoke}`]);
    });

    it("names a receiver alike before and after it is made", () => {
        const made = subjectsOf("aws:sqs/queue:Queue")({}, { name: "work", outputs: { arn: `${QUEUE}-1a2b3c4` } });
        const { violations } = run({ rules: [iamSenderAdmitted], subjects: [subscription(`${QUEUE}-1a2b3c4`), made] });
        assert.deepEqual(violations, [send]);
    });

    it("leaves out what is only read, whose owner has its policy, as does a check of states", () => {
        const read = { outputs: { arn: QUEUE, url: "https://work" }, external: true };
        const seen = subjectsOf("aws:sqs/queue:Queue")({}, { name: "work", ...read });
        const called = subjectsOf("aws:lambda/function:Function")(
            {},
            { name: "work", external: true, outputs: { arn: FUNCTION } },
        );
        const told = subjectsOf("aws:sns/topic:Topic")({}, { name: "orders", external: true, outputs: { arn: TOPIC } });
        const subjects = [
            subscription(),
            { ...subscription(FUNCTION), name: "calling" },
            subjectsOf("aws:backup/vaultNotifications:VaultNotifications")({ snsTopicArn: TOPIC }),
        ];
        assert.deepEqual(previewed(...subjects, seen, called, told), []);
        const { violations, undecided } = run({
            rules: [iamSenderAdmitted],
            subjects: [...subjects, seen, called, told],
        });
        assert.deepEqual({ violations, undecided }, { violations: [], undecided: [send, invoke, publish] });
    });

    it("does not decide by a policy that is still to be made", () => {
        assert.deepEqual(previewed(pending, work), [`undecided ${send}`]);
        const policy = toBeMade(
            "aws:sqs/queuePolicy:QueuePolicy",
            "policy",
            { queueUrl: UNKNOWN, policy: UNKNOWN },
            { queueUrl: ["work"] },
        );
        assert.deepEqual(previewed(pending, work, policy), [`undecided ${send}`]);
        assert.deepEqual(previewed(pending, toBeMade("aws:sqs/queue:Queue", "work", { policy: UNKNOWN })), [
            `undecided ${send}`,
        ]);
    });

    it("knows the policy that topics have by default", () => {
        const incidents = toBeMade("aws:sns/topic:Topic", "orders");
        const telling = (type: string, property: string) =>
            toBeMade(type, "sender", { [property]: UNKNOWN }, { [property]: ["orders"] });
        assert.deepEqual(previewed(telling("aws:rds/eventSubscription:EventSubscription", "snsTopic"), incidents), [
            `undecided ${publish}`,
        ]);
        assert.deepEqual(
            previewed(telling("aws:backup/vaultNotifications:VaultNotifications", "snsTopicArn"), incidents),
            [`undecided ${publish}`],
        );
        const mail = toBeMade(
            "aws:ses/receiptRule:ReceiptRule",
            "sender",
            { snsActions: [{ topicArn: UNKNOWN }] },
            { snsActions: ["orders"] },
        );
        assert.deepEqual(previewed(mail, incidents), []);
    });

    it("finds a function behind its alias, and its permission", () => {
        const calling = toBeMade("aws:lambda/function:Function", "work");
        const live = toBeMade("aws:lambda/alias:Alias", "live", { functionName: UNKNOWN }, { functionName: ["work"] });
        const integration = toBeMade(
            "aws:apigateway/integration:Integration",
            "post",
            { restApi: UNKNOWN, uri: UNKNOWN },
            { uri: ["live"] },
        );
        const allowed = toBeMade(
            "aws:lambda/permission:Permission",
            "allowed",
            { action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com", function: UNKNOWN },
            { function: ["work"] },
        );
        assert.deepEqual(previewed(integration, live, calling), [`undecided ${invoke}`]);
        assert.deepEqual(previewed(integration, live, calling, allowed), [`undecided ${invoke}`]);
    });
});
