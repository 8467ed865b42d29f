import { isKnown, reading, readingsOf, type Reading } from "../framework/reading";
import type { StackResource, StackView } from "../framework/stack";
import { knownStatements } from "../iam/judging";
import { serviceOf } from "../iam/principal";
import { deadLetterTarget } from "../sqs/deadLetterTarget";
import { valued, type RequestContext } from "../iam/admission";

/** A service that uses something by itself, so that only a key's policy can let it. */
export interface Delivery {
    /** Name of the service as a principal. */
    readonly service: string;
    /** What it does. */
    readonly action: string;
    /** ARN of what it does it to. */
    readonly to: string;
    /** What sends it, for people. */
    readonly by: string;
    readonly context: RequestContext;
}

/** An ARN that a resource hands something to. */
interface Receiver {
    readonly service: string;
    readonly to: Reading<unknown>;
    /** ARN of the sender. @default - not known */
    readonly source?: Reading<unknown>;
}

type Props = Readonly<Record<string, any>>;

/** What the services do to hand something on, by the receiver's service. */
const ACTIONS: Readonly<Record<string, string>> = { sqs: "sqs:SendMessage", sns: "sns:Publish" };

/** Who may be let in by the policy of a queue, a topic or a bucket, and then does what it is allowed with the key. */
const ADMITTING: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
    "aws:sqs/queue:Queue": { "sqs:SendMessage": /./ },
    "aws:sqs/queuePolicy:QueuePolicy": { "sqs:SendMessage": /./ },
    "aws:sns/topic:Topic": { "sns:Publish": /./ },
    "aws:sns/topicPolicy:TopicPolicy": { "sns:Publish": /./ },
    "aws:s3/bucketPolicy:BucketPolicy": {
        "s3:GetObject": /^cloudfront\.amazonaws\.com$/,
        "s3:PutObject": /^delivery\.logs\.amazonaws\.com$/,
    },
};

const SENDERS: Readonly<Record<string, (props: Props, name: string) => Receiver[]>> = {
    "aws:s3/bucketNotification:BucketNotification": (props) => [
        ...each(props, "queues").map((queue) => ({ service: "s3.amazonaws.com", to: read(queue, "queueArn") })),
        ...each(props, "topics").map((topic) => ({ service: "s3.amazonaws.com", to: read(topic, "topicArn") })),
    ],
    "aws:sns/topicSubscription:TopicSubscription": (props, name) => {
        const source = reading(() => props.topic as unknown);
        const isQueue = reading(() => props.protocol === "sqs");
        const service = "sns.amazonaws.com";
        return [
            ...(isQueue.known && !isQueue.value ? [] : [{ service, source, to: reading(() => props.endpoint) }]),
            { service, source, to: reading(() => deadLetterTarget(props.redrivePolicy, name)) },
        ];
    },
    "aws:cloudwatch/eventTarget:EventTarget": (props) => {
        const service = "events.amazonaws.com";
        const hasRole = reading(() => props.roleArn !== undefined);
        return [
            ...(hasRole.known && hasRole.value ? [] : [{ service, to: reading(() => props.arn as unknown) }]),
            { service, to: reading(() => props.deadLetterConfig?.arn as unknown) },
        ];
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": alarmed,
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": alarmed,
};

/** Types of what hands something on by itself, and of what lets services do so. */
export const DELIVERY_TYPES = [...Object.keys(SENDERS), ...Object.keys(ADMITTING)] as [string, ...string[]];

/**
 * What services deliver by themselves, with the resource that says so. One whose target is not known is a reading of its own.
 */
export function deliveriesOf(environment: StackView): readonly [StackResource, Reading<Delivery>][] {
    return [
        ...Object.entries(SENDERS).flatMap(([type, receiversOf]) =>
            environment.ofType(type).flatMap((sender) =>
                receiversOf(sender.props, sender.name).flatMap((receiver): [StackResource, Reading<Delivery>][] => {
                    const delivery = deliveryOf(sender, receiver);
                    return delivery === undefined ? [] : [[sender, delivery]];
                }),
            ),
        ),
        ...Object.entries(ADMITTING).flatMap(([type, actions]) =>
            environment
                .ofType(type)
                .flatMap((resource) =>
                    admittedBy(resource, actions).map((value): [StackResource, Reading<Delivery>] => [
                        resource,
                        { known: true, value },
                    ]),
                ),
        ),
    ];
}

function deliveryOf(sender: StackResource, { service, to, source }: Receiver): Reading<Delivery> | undefined {
    if (!to.known) return to;
    const action = typeof to.value === "string" ? ACTIONS[to.value.split(":")[2] ?? ""] : undefined;
    if (action === undefined) return undefined;
    const context: RequestContext = source?.known === true ? { "aws:sourcearn": valued(String(source.value)) } : {};
    return { known: true, value: { service, action, to: String(to.value), by: `'${sender.name}'`, context } };
}

/** The services that a resource's policy lets do something with named resources. */
function admittedBy(resource: StackResource, actions: Readonly<Record<string, RegExp>>): Delivery[] {
    return knownStatements(resource, ["resource"], "Allow").flatMap(({ statement }) => {
        const services = (statement.principals ?? [])
            .filter(isKnown)
            .filter(({ value }) => value.kind === "Service")
            .map(({ value }) => serviceOf(value));
        const named = (statement.actions ?? []).filter(isKnown).map(({ value }) => value.toLowerCase());
        const targets = (statement.resources ?? []).filter(isKnown).map(({ value }) => value.replace(/\/\*$/, ""));
        return Object.entries(actions)
            .filter(([action]) => named.includes(action.toLowerCase()))
            .flatMap(([action, admitted]) =>
                services
                    .filter((service) => admitted.test(service))
                    .flatMap((service) =>
                        targets.map((to) => ({
                            service,
                            action,
                            to,
                            by: `the policy '${resource.name}'`,
                            context: {},
                        })),
                    ),
            );
    });
}

function alarmed(props: Props): Receiver[] {
    return ["alarmActions", "okActions", "insufficientDataActions"].flatMap((property) => {
        const list = reading(() => props[property] as readonly unknown[] | undefined);
        return (list.known ? readingsOf(list.value) : [list]).map((to) => ({
            service: "cloudwatch.amazonaws.com",
            to,
        }));
    });
}

function each(props: Props, property: string): Reading<Props>[] {
    const list = reading(() => props[property] as readonly Props[] | undefined);
    return list.known ? readingsOf(list.value) : [list];
}

function read(holder: Reading<Props>, property: string): Reading<unknown> {
    return holder.known ? reading(() => holder.value[property] as unknown) : holder;
}
