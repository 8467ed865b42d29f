import {
    DeleteBucketLifecycleCommand,
    GetBucketLifecycleConfigurationCommand,
    GetBucketNotificationConfigurationCommand,
    PutBucketLifecycleConfigurationCommand,
    PutBucketNotificationConfigurationCommand,
    type Event,
    type FilterRule,
    type NotificationConfiguration,
} from "@aws-sdk/client-s3";
import { tagList, tagMap } from "../../live";
import type { Props } from "../../row";
import { bucketPart } from "./configuration";
import { fromAws, toAws } from "../../wire";

const RULE_NAMES = { id: "ID" };

/** `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration`. */
export const bucketLifecycleConfiguration = bucketPart({
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    lacks: ["expectedBucketOwner", "rules.prefix", "timeouts", "transitionDefaultMinimumObjectSize"],
    required: ["rules"],
    ineffective: { rules: "Objects neither expire nor move to another storage class." },
    put: (client, Bucket, { rules }) =>
        client.send(
            new PutBucketLifecycleConfigurationCommand({
                Bucket,
                LifecycleConfiguration: { Rules: rules.map(ruleToAws) },
            }),
        ),
    get: async (client, Bucket) => {
        const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
        return { rules: Rules.map(ruleFromAws) };
    },
    remove: (client, Bucket) => client.send(new DeleteBucketLifecycleCommand({ Bucket })),
});

function ruleToAws({ filter, expiration, transitions, ...rule }: Props): any {
    const { tags, ...conditions } = filter?.and ?? {};
    return {
        ...toAws(rule, RULE_NAMES),
        Expiration: expiration && withDate(toAws(expiration)),
        Transitions: transitions?.map((transition: Props) => withDate(toAws(transition))),
        // A rule without a condition is for every object; S3 wants that said.
        Filter:
            filter?.and !== undefined
                ? { And: { ...toAws(conditions), Tags: tagList(tags) } }
                : { ...(Object.keys(filter ?? {}).length === 0 ? { Prefix: "" } : toAws(filter)) },
    };
}

function ruleFromAws(rule: any): Props {
    const { filter, ...rest } = fromAws(rule, RULE_NAMES);
    if (filter?.and === undefined) return dated({ ...rest, filter });
    return dated({ ...rest, filter: { and: { ...filter.and, tags: tagMap(rule.Filter.And.Tags) } } });
}

function withDate(action: any): any {
    return action.Date === undefined ? action : { ...action, Date: new Date(action.Date) };
}

function dated(value: any): any {
    if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
    if (Array.isArray(value)) return value.map(dated);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, nested]) => [key, dated(nested)]));
}

/** `aws:s3/bucketNotification:BucketNotification`. */
export const bucketNotification = bucketPart({
    type: "aws:s3/bucketNotification:BucketNotification",
    put: (client, Bucket, { eventbridge, lambdaFunctions = [], queues = [], topics = [] }) =>
        client.send(
            new PutBucketNotificationConfigurationCommand({
                Bucket,
                NotificationConfiguration: {
                    ...(eventbridge === true ? { EventBridgeConfiguration: {} } : {}),
                    LambdaFunctionConfigurations: lambdaFunctions.map((target: Props) => ({
                        LambdaFunctionArn: target.lambdaFunctionArn,
                        ...notificationToAws(target),
                    })),
                    QueueConfigurations: queues.map((target: Props) => ({
                        QueueArn: target.queueArn,
                        ...notificationToAws(target),
                    })),
                    TopicConfigurations: topics.map((target: Props) => ({
                        TopicArn: target.topicArn,
                        ...notificationToAws(target),
                    })),
                },
                SkipDestinationValidation: true,
            }),
        ),
    get: async (client, Bucket) => {
        const found = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
        const lists = {
            lambdaFunctions: found.LambdaFunctionConfigurations?.map((target) => ({
                lambdaFunctionArn: target.LambdaFunctionArn,
                ...notificationFromAws(target),
            })),
            queues: found.QueueConfigurations?.map((target) => ({
                queueArn: target.QueueArn,
                ...notificationFromAws(target),
            })),
            topics: found.TopicConfigurations?.map((target) => ({
                topicArn: target.TopicArn,
                ...notificationFromAws(target),
            })),
        };
        const filled = Object.entries(lists).filter(([, list]) => list !== undefined && list.length > 0);
        const eventbridge = found.EventBridgeConfiguration !== undefined;
        // Removing a configuration is putting an empty one, so an empty one is none.
        return filled.length > 0 || eventbridge ? { eventbridge, ...Object.fromEntries(filled) } : undefined;
    },
    remove: (client, Bucket) =>
        client.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} })),
});

type Notification = NonNullable<NotificationConfiguration["QueueConfigurations"]>[number];

function notificationToAws({ id, events, filterPrefix, filterSuffix }: Props): Omit<Notification, "QueueArn"> {
    const rules = [
        { Name: "prefix", Value: filterPrefix },
        { Name: "suffix", Value: filterSuffix },
    ].filter(({ Value }) => Value !== undefined) as FilterRule[];
    return {
        Id: id,
        Events: events as Event[],
        ...(rules.length > 0 ? { Filter: { Key: { FilterRules: rules } } } : {}),
    };
}

function notificationFromAws({ Id, Events, Filter }: Omit<Notification, "QueueArn">): Props {
    const filters = Filter?.Key?.FilterRules?.map(({ Name, Value }) => [
        Name === "prefix" ? "filterPrefix" : "filterSuffix",
        Value,
    ]);
    return { id: Id, events: Events, ...Object.fromEntries(filters ?? []) };
}
