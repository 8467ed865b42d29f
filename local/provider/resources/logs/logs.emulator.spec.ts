import * as logs from "@aws-sdk/client-cloudwatch-logs";
import assert from "node:assert/strict";
import { describeRows } from "../../testing/exercise";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const kmsKeyId = "arn:aws:kms:eu-west-1:000000000000:key/one";

describeRows("the rows of CloudWatch Logs", {
    "make a log group": {
        type: LOG_GROUP,
        inputs: { namePrefix: "/aws/lambda/place-", retentionInDays: 14, kmsKeyId, tags: { owner: "orders" } },
        looks: [
            [logs.DescribeLogGroupsCommand, ({ logGroups: [found] }) => found && { retentionInDays: 0, ...found }],
            logs.ListTagsForResourceCommand,
        ],
        key: { logGroupNamePrefix: "id" },
        unseen: ["namePrefix"],
        update: { retentionInDays: undefined, tags: { stage: "test" } },
        outputs: ({ id, state }) => {
            assert.match(id, /^\/aws\/lambda\/place-[0-9a-f]{26}$/);
            assert.equal(state.arn, `arn:aws:logs:eu-west-1:000000000000:log-group:${id}`);
        },
        untold: ["namePrefix", "skipDestroy"],
    },
    "make a log stream": {
        type: "aws:cloudwatch/logStream:LogStream",
        inputs: async (make) => ({ logGroupName: (await make(LOG_GROUP, {})).id, name: "delivery" }),
        looks: [[logs.DescribeLogStreamsCommand, "logStreams.0"]],
        names: { name: "logStreamName" },
        importId: ({ id, state }) => `${state.logGroupName}:${id}`,
    },
});
