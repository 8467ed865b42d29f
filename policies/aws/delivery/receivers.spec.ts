import assert from "node:assert/strict";
import { iamSenderAdmitted } from "../../rules/iam/senderAdmitted";
import { arnOf } from "../../testing/functions";
import { runStack, subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";

const TOPIC = arnOf("sns", "orders");
const QUEUE = arnOf("sqs", "work");
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
        assert.deepEqual(previewed(subscription(), queue), [`violation ${send}`]);
        assert.deepEqual(previewed(subscription()), []);
        assert.deepEqual(previewed(subscription(UNKNOWN)), []);
    });

    it("says of a queue that is still to be made that nothing lets the topic in", () => {
        assert.deepEqual(previewed(pending, work), [`violation ${send}`]);
    });

    it("does not decide by a policy that is still to be made", () => {
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
            [`violation ${publish}`],
        );
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
        assert.deepEqual(previewed(integration, live, calling), [`violation ${invoke}`]);
        assert.deepEqual(previewed(integration, live, calling, allowed), [`undecided ${invoke}`]);
    });
});
