import * as logs from "@aws-sdk/client-cloudwatch-logs";
import { crudRow, type CrudRow } from "../../crudRow";
import type { Props } from "../../row";
import { unfill } from "../../template";

const LOGS = {
    autoName: { property: "name", maxLength: 512 },
    id: "name",
} satisfies Partial<CrudRow>;

/** `aws:cloudwatch/logGroup:LogGroup`. */
const logGroup = crudRow({
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
    read: [
        logs.DescribeLogGroupsCommand,
        ({ logGroups }, { id }) => logGroups.find(({ logGroupName }: Props) => logGroupName === id),
        ({ id }) => ({ logGroupNamePrefix: id }),
    ],
    parts: [
        {
            of: ["retentionInDays"],
            // No retention is for ever.
            set: ({ props, send }, args) =>
                props.retentionInDays === 0
                    ? send(logs.DeleteRetentionPolicyCommand)
                    : send(logs.PutRetentionPolicyCommand, args),
        },
    ],
    delete: [logs.DeleteLogGroupCommand],
    tags: { set: logs.TagResourceCommand, remove: logs.UntagResourceCommand, list: logs.ListTagsForResourceCommand },
    wire: {
        // It is told as that of all streams in it.
        arn: { from: (found: string) => found.replace(/:\*$/, "") },
        // The emulator knows the first key only.
        kmsKeyId: { from: (found, { props }) => props.kmsKeyId ?? found },
    },
});

/** `aws:cloudwatch/logStream:LogStream`. */
const logStream = crudRow({
    ...LOGS,
    type: "aws:cloudwatch/logStream:LogStream",
    arn: "arn:{partition}:logs:{region}:{accountId}:log-group:{logGroupName}:log-stream:{name}",
    key: { logGroupName: "logGroupName", logStreamName: "name" },
    // An import names the group and the stream, as with the official provider.
    idTells: (id) => (id.includes(":") ? unfill("{logGroupName}:{name}", id) : { name: id }),
    create: [logs.CreateLogStreamCommand],
    read: [
        logs.DescribeLogStreamsCommand,
        ({ logStreams }, { props }) => logStreams.find(({ logStreamName }: Props) => logStreamName === props.name),
        ({ props }) => ({ logStreamNamePrefix: props.name }),
    ],
    delete: [logs.DeleteLogStreamCommand],
});

/** The rows of CloudWatch Logs. */
export const logsRows = [logGroup, logStream];
