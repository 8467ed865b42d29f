import {
    CreateLogGroupCommand,
    CreateLogStreamCommand,
    DeleteLogGroupCommand,
    DeleteLogStreamCommand,
    DeleteRetentionPolicyCommand,
    DescribeLogGroupsCommand,
    DescribeLogStreamsCommand,
    ListTagsForResourceCommand,
    PutRetentionPolicyCommand,
    TagResourceCommand,
    UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { crudRow, type CrudRow } from "../../crudRow";
import type { Props, ResourceRow } from "../../row";
import { unfill } from "../../template";

const LOGS = {
    client: ({ logs }) => logs(),
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
    replaceOn: ["name", "namePrefix", "logGroupClass"],
    unlikeCloudFormation: { "CloudFormation refuses a change.": ["logGroupClass"] },
    defaults: { retentionInDays: 0, skipDestroy: false },
    arn: "arn:{partition}:logs:{region}:{accountId}:log-group:{name}",
    key: { logGroupName: "name" },
    create: [CreateLogGroupCommand],
    read: [
        DescribeLogGroupsCommand,
        ({ logGroups }, { id }) => logGroups.find(({ logGroupName }: Props) => logGroupName === id),
        ({ id }) => ({ logGroupNamePrefix: id }),
    ],
    parts: [
        {
            of: ["retentionInDays"],
            // No retention is for ever.
            set: ({ props, send }, args) =>
                props.retentionInDays === 0
                    ? send(DeleteRetentionPolicyCommand)
                    : send(PutRetentionPolicyCommand, args),
        },
    ],
    delete: [DeleteLogGroupCommand],
    tags: { set: TagResourceCommand, remove: UntagResourceCommand, list: ListTagsForResourceCommand },
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
    replaceOn: ["logGroupName", "name"],
    arn: "arn:{partition}:logs:{region}:{accountId}:log-group:{logGroupName}:log-stream:{name}",
    key: { logGroupName: "logGroupName", logStreamName: "name" },
    // An import names the group and the stream, as with the official provider.
    idTells: (id) => (id.includes(":") ? unfill("{logGroupName}:{name}", id) : { name: id }),
    create: [CreateLogStreamCommand],
    read: [
        DescribeLogStreamsCommand,
        ({ logStreams }, { props }) => logStreams.find(({ logStreamName }: Props) => logStreamName === props.name),
        ({ props }) => ({ logStreamNamePrefix: props.name }),
    ],
    delete: [DeleteLogStreamCommand],
});

/** The rows of CloudWatch Logs. */
export const logsRows: readonly ResourceRow[] = [logGroup, logStream];
