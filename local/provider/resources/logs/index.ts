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
import type { Clients } from "../../clients";
import { ifExists, tagChanges } from "../../live";
import { defineRow, type ResourceRow } from "../../row";
import { isChanged } from "../../wire";

/** `aws:cloudwatch/logGroup:LogGroup`. */
const logGroup = defineRow({
    type: "aws:cloudwatch/logGroup:LogGroup",
    lacks: ["deletionProtectionEnabled"],
    ineffective: {
        kmsKeyId: "Events are stored in the clear; a change of the key is recorded only.",
        retentionInDays: "Events are kept for ever.",
    },
    replaceOn: ["name", "namePrefix", "logGroupClass"],
    unlikeCloudFormation: { "CloudFormation refuses a change.": ["logGroupClass"] },
    autoName: { property: "name", maxLength: 512 },
    defaults: { retentionInDays: 0, skipDestroy: false },
    simulate: ({ partition, region, accountId }, { name }) => ({
        id: name,
        outputs: { arn: `arn:${partition}:logs:${region}:${accountId}:log-group:${name}` },
    }),
    live: {
        async create(context, inputs) {
            const { name: logGroupName, kmsKeyId, logGroupClass, tags } = inputs;
            const logs = context.clients.logs();
            await logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId, logGroupClass, tags }));
            context.made(logGroupName);
            await setRetention(context.clients, logGroupName, inputs.retentionInDays);
            return logGroup.simulate(context, inputs);
        },
        async read(context, id, state) {
            const logs = context.clients.logs();
            const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: id }));
            const found = logGroups.find(({ logGroupName }) => logGroupName === id);
            if (found === undefined) return undefined;
            const { arn } = logGroup.simulate(context, { name: id }).outputs;
            const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
            return {
                arn,
                name: id,
                // The emulator knows the first key only.
                kmsKeyId: state.kmsKeyId ?? found.kmsKeyId,
                logGroupClass: found.logGroupClass,
                retentionInDays: found.retentionInDays ?? 0,
                tags: tags ?? {},
            };
        },
        async update({ clients }, id, inputs, old) {
            const logs = clients.logs();
            if (isChanged(old, inputs, "retentionInDays")) await setRetention(clients, id, inputs.retentionInDays);
            const { removed: tagKeys, set } = tagChanges(old.tags, inputs.tags);
            if (tagKeys.length > 0) await logs.send(new UntagResourceCommand({ resourceArn: old.arn, tagKeys }));
            await logs.send(new TagResourceCommand({ resourceArn: old.arn, tags: set }));
            return {};
        },
        async delete({ clients }, logGroupName, { skipDestroy }) {
            if (skipDestroy === true) return;
            await ifExists(clients.logs().send(new DeleteLogGroupCommand({ logGroupName })));
        },
    },
});

/** No retention is for ever. */
async function setRetention(clients: Clients, logGroupName: string, retentionInDays: number): Promise<void> {
    const logs = clients.logs();
    if (retentionInDays === 0) await ifExists(logs.send(new DeleteRetentionPolicyCommand({ logGroupName })));
    else await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
}

/** `aws:cloudwatch/logStream:LogStream`. */
const logStream = defineRow({
    type: "aws:cloudwatch/logStream:LogStream",
    replaceOn: ["logGroupName", "name"],
    autoName: { property: "name", maxLength: 512 },
    simulate: ({ partition, region, accountId }, { name, logGroupName }) => ({
        id: name,
        outputs: { arn: `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:${name}` },
    }),
    live: {
        async create(context, inputs) {
            const { logGroupName, name: logStreamName } = inputs;
            await context.clients.logs().send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
            return logStream.simulate(context, inputs);
        },
        async read(context, id, state) {
            // An import names the group and the stream, as with the official provider.
            const [logGroupName, name] = state.logGroupName === undefined ? id.split(":") : [state.logGroupName, id];
            const request = new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: name });
            const found = await ifExists(context.clients.logs().send(request));
            if (!found?.logStreams?.some(({ logStreamName }) => logStreamName === name)) return undefined;
            return { logGroupName, name, ...logStream.simulate(context, { logGroupName, name }).outputs };
        },
        async delete({ clients }, logStreamName, { logGroupName }) {
            await ifExists(clients.logs().send(new DeleteLogStreamCommand({ logGroupName, logStreamName })));
        },
    },
});

/** The rows of CloudWatch Logs. */
export const logsRows: readonly ResourceRow[] = [logGroup, logStream];
