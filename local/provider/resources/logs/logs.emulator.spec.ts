import {
    DescribeLogGroupsCommand,
    DescribeLogStreamsCommand,
    ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import assert from "node:assert/strict";
import { exerciseRow } from "../../testing/exercise";
import { logsRows } from ".";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

describe("the rows of CloudWatch Logs", function () {
    this.timeout(120_000);

    it("make a log group", () => {
        const kmsKeyId = "arn:aws:kms:eu-west-1:000000000000:key/one";
        return exerciseRow(logsRows, {
            type: LOG_GROUP,
            inputs: { namePrefix: "/aws/lambda/place-", retentionInDays: 14, kmsKeyId, tags: { owner: "orders" } },
            async readBack(clients, id, { arn: resourceArn }) {
                const logs = clients.logs();
                const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: id }));
                const [found] = logGroups ?? [];
                if (found === undefined) return undefined;
                const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn }));
                return [found.retentionInDays, found.kmsKeyId, tags];
            },
            shows: [14, kmsKeyId, { owner: "orders" }],
            update: {
                inputs: { retentionInDays: undefined, tags: { stage: "test" } },
                shows: [undefined, kmsKeyId, { stage: "test" }],
            },
            replaceOn: { name: "another", namePrefix: "another-", logGroupClass: "INFREQUENT_ACCESS" },
            outputs: ({ id, state }) => {
                assert.match(id, /^\/aws\/lambda\/place-[0-9a-f]{26}$/);
                assert.equal(state.arn, `arn:aws:logs:eu-west-1:000000000000:log-group:${id}`);
            },
            untold: ["namePrefix", "skipDestroy"],
        });
    });

    it("make a log stream", async () => {
        await exerciseRow(logsRows, {
            type: "aws:cloudwatch/logStream:LogStream",
            inputs: async (make) => ({ logGroupName: (await make(LOG_GROUP, {})).id, name: "delivery" }),
            async readBack(clients, id, { logGroupName }) {
                const found = await clients.logs().send(new DescribeLogStreamsCommand({ logGroupName }));
                return found.logStreams?.find(({ logStreamName }) => logStreamName === id)?.logStreamName;
            },
            shows: "delivery",
            replaceOn: { name: "another", logGroupName: "another" },
            importId: ({ id, state }) => `${state.logGroupName}:${id}`,
        });
    });
});
