import assert from "node:assert/strict";
import { AlarmTopic } from "./alarmTopic";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../shared/testing/mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/messaging";
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:alarms";
const EMAILS = ["on-call@example.com", "team@example.com"];

describe("AlarmTopic", () => {
    beforeEach(() => installMocks());

    it("is encrypted, and lets nobody publish but alarms of this account, and over TLS", async () => {
        const topic = new AlarmTopic("alarms", { keyArn: KEY, emails: [] });
        await settled();
        assert.deepEqual(inputsOf("aws:sns/topic:Topic", "alarms"), { kmsMasterKeyId: KEY });
        const { arn, policy } = inputsOf("aws:sns/topicPolicy:TopicPolicy", "alarms-publishers");
        assert.equal(arn, TOPIC);
        assert.deepEqual(JSON.parse(policy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AlarmsOfThisAccount",
                    Effect: "Allow",
                    Principal: { Service: "cloudwatch.amazonaws.com" },
                    Action: "sns:Publish",
                    Resource: TOPIC,
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "111122223333" },
                        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*" },
                    },
                },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sns:Publish",
                    Resource: TOPIC,
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        });
        assert.deepEqual(await valueOf([topic.topicName, topic.topicArn]), ["alarms", TOPIC]);
    });

    it("mails to each address, by a subscription that does not change with the others", async () => {
        new AlarmTopic("alarms", { keyArn: KEY, emails: EMAILS });
        await settled();
        assert.deepEqual(
            resourcesOfType("aws:sns/topicSubscription:TopicSubscription").map(({ name, inputs }) => [name, inputs]),
            EMAILS.map((endpoint) => [`alarms-${endpoint}`, { topic: TOPIC, protocol: "email", endpoint }]),
        );
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren(
            (opts, transform) => new AlarmTopic("alarms", { keyArn: KEY, emails: EMAILS, transform }, opts),
        ));

    it("refuses an address that is named twice", () => {
        const emails = [...EMAILS, "on-call@example.com"];
        assert.throws(
            () => new AlarmTopic("alarms", { keyArn: KEY, emails }),
            /AlarmTopic 'alarms': emails names 'on-call@example\.com' twice/,
        );
    });
});
