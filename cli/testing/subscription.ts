import { randomUUID } from "node:crypto";
import { SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { Clients } from "../../local/provider/clients";

/**
 * Subscribes a queue of its own to a topic.
 *
 * @returns gives what the topic was told meanwhile, each time the next up to ten messages
 */
export async function subscribeTo(topicArn: string, { sqs, sns }: Clients): Promise<() => Promise<string[]>> {
    // The queue admits the topic, without which SNS delivers nothing.
    const Policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: {
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: "*",
            Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
        },
    });
    const created = new CreateQueueCommand({ QueueName: `told-${randomUUID()}`, Attributes: { Policy } });
    const { QueueUrl } = await sqs().send(created);
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] });
    const Endpoint = (await sqs().send(asked)).Attributes?.QueueArn;
    await sns().send(new SubscribeCommand({ TopicArn: topicArn, Protocol: "sqs", Endpoint }));
    return async () => {
        const { Messages = [] } = await sqs().send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        return Messages.map(({ Body = "" }) => (JSON.parse(Body) as { Message: string }).Message);
    };
}
