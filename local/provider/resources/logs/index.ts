import * as logs from "@aws-sdk/client-cloudwatch-logs";
import { crudRow, resourceTags, type CrudRow } from "../../crudRow";
import { unfill } from "../../template";

const LOGS = {
    autoName: { property: "name", maxLength: 512 },
    id: "name",
} satisfies Partial<CrudRow>;

export const logGroup = crudRow({
    ...LOGS,
    type: "aws:cloudwatch/logGroup:LogGroup",
    lacks: ["deletionProtectionEnabled"],
    ineffective: {
        kmsKeyId: "Events are stored in the clear; a change of the key is recorded only.",
        retentionInDays: "Events are kept for ever.",
    },
    unlikeCloudFormation: { "CloudFormation refuses a change.": { replaces: ["logGroupClass"] } },
    defaults: { retentionInDays: 0, skipDestroy: false },
    arn: "arn:{partition}:logs:{region}:{accountId}:log-group:{name}",
    key: { logGroupName: "name" },
    create: [logs.CreateLogGroupCommand],
    read: [logs.DescribeLogGroupsCommand, "logGroups.*", ({ id }) => ({ logGroupNamePrefix: id })],
    parts: [
        {
            of: ["retentionInDays"],
            set: [logs.PutRetentionPolicyCommand],
            clear: [logs.DeleteRetentionPolicyCommand],
            // For ever.
            none: 0,
        },
    ],
    delete: [logs.DeleteLogGroupCommand],
    tags: resourceTags(logs, logs.ListTagsForResourceCommand),
    // It is told as that of all streams in it.
    wire: { arn: { from: (found: string) => found.replace(/:\*$/, "") } },
    stale: ["kmsKeyId"],
});

export const logStream = crudRow({
    ...LOGS,
    type: "aws:cloudwatch/logStream:LogStream",
    arn: "arn:{partition}:logs:{region}:{accountId}:log-group:{logGroupName}:log-stream:{name}",
    key: { logGroupName: "logGroupName", logStreamName: "name" },
    // An import names the group and the stream, as with the official provider.
    idTells: (id) => (id.includes(":") ? unfill("{logGroupName}:{name}", id) : { name: id }),
    create: [logs.CreateLogStreamCommand],
    read: [logs.DescribeLogStreamsCommand, "logStreams.*", ({ props }) => ({ logStreamNamePrefix: props.name })],
    delete: [logs.DeleteLogStreamCommand],
});
