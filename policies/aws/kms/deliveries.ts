import { SENDER_TYPES, sendingsOf } from "../delivery/senders";
import { actionOn, type Sending } from "../delivery/sending";
import { isKnown, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import { knownStatements } from "../iam/judging";
import { serviceOf } from "../iam/principal";
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

/** Types of what hands something on by itself, and of what lets services do so. */
export const DELIVERY_TYPES = [...SENDER_TYPES, ...Object.keys(ADMITTING)];

/**
 * What services deliver by themselves, with the resource that says so. One whose target is not known is a reading of its own.
 */
export function deliveriesOf(environment: StackView): readonly [StackResource, Reading<Delivery>][] {
    return [
        ...sendingsOf(environment).map((sending): [StackResource, Reading<Delivery>] => [
            sending.sender,
            sending.to.known ? { known: true, value: deliveryOf(sending, sending.to.value) } : sending.to,
        ]),
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

function deliveryOf({ sender: { name, type }, service, source }: Sending, to: string): Delivery {
    // Of what others ask KMS, AWS does not say that it names the sender.
    const isNamed = type === "aws:sns/topicSubscription:TopicSubscription" && source !== undefined;
    return {
        service,
        action: actionOn(to) ?? "",
        to,
        by: `'${name}'`,
        context: isNamed ? { "aws:sourcearn": valued(source) } : {},
    };
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
