import * as s3 from "@aws-sdk/client-s3";
import { crudRow } from "../../crudRow";
import type { Props } from "../../row";
import { pick } from "../../wire";
import { BUCKET_PART, OWNED_PART } from "./configuration";

export const bucketLifecycleConfiguration = crudRow({
    ...OWNED_PART,
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    lacks: ["expectedBucketOwner", "rules.prefix", "timeouts", "transitionDefaultMinimumObjectSize"],
    required: ["rules"],
    ineffective: { rules: "Objects neither expire nor move to another storage class." },
    put: [s3.PutBucketLifecycleConfigurationCommand, "LifecycleConfiguration"],
    read: [s3.GetBucketLifecycleConfigurationCommand],
    delete: [s3.DeleteBucketLifecycleCommand],
    wire: {
        rules: {
            // A rule without a condition is for every object; S3 wants that said.
            to: (rules: readonly Props[]) =>
                rules.map(({ filter = {}, ...rule }) => ({
                    ...rule,
                    filter: Object.keys(filter).length === 0 ? { prefix: "" } : filter,
                })),
            // Dates as a program writes them.
            from: (rules: readonly Props[]) => JSON.parse(JSON.stringify(rules).replaceAll('.000Z"', 'Z"')) as Props[],
        },
    },
});

/** The lists of targets, and what S3 calls them. */
const TARGETS = {
    lambdaFunctions: "LambdaFunctionConfigurations",
    queues: "QueueConfigurations",
    topics: "TopicConfigurations",
} as const;

export const bucketNotification = crudRow({
    ...BUCKET_PART,
    type: "aws:s3/bucketNotification:BucketNotification",
    put: [
        s3.PutBucketNotificationConfigurationCommand,
        ({ eventbridge, ...lists }) => ({
            notificationConfiguration: {
                ...(eventbridge === true ? { eventBridgeConfiguration: {} } : {}),
                ...eachTarget((name, member) => [member, lists[name]?.map(targetToAws)]),
            },
            skipDestinationValidation: true,
        }),
    ],
    read: [
        s3.GetBucketNotificationConfigurationCommand,
        (answer) => {
            const filled = eachTarget((name, member) => [name, answer[member]?.map(targetFromAws)]);
            const eventbridge = answer.EventBridgeConfiguration !== undefined;
            // Removing a configuration is putting an empty one, so an empty one is none.
            return eventbridge || Object.values(filled).some((list) => list?.length > 0)
                ? { eventbridge, ...filled }
                : undefined;
        },
    ],
    delete: [s3.PutBucketNotificationConfigurationCommand, () => ({ notificationConfiguration: {} })],
});

function eachTarget(entry: (name: string, member: string) => readonly [string, any]): Props {
    return Object.fromEntries(Object.entries(TARGETS).map(([name, member]) => entry(name, member)));
}

function targetToAws({ filterPrefix, filterSuffix, ...target }: Props): Props {
    const values = Object.entries(pick({ prefix: filterPrefix, suffix: filterSuffix }, ["prefix", "suffix"]));
    const filterRules = values.map(([name, value]) => ({ name, value }));
    return filterRules.length === 0 ? target : { ...target, filter: { key: { filterRules } } };
}

function targetFromAws({ Filter, ...target }: Props): Props {
    const rules: readonly s3.FilterRule[] = Filter?.Key?.FilterRules ?? [];
    const filters = rules.map(({ Name, Value }) => [Name === "prefix" ? "filterPrefix" : "filterSuffix", Value]);
    return { ...target, ...Object.fromEntries(filters) };
}
