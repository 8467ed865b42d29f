import type { Reading } from "../../framework/reading";
import type { StackResource } from "../../framework/stack";
import { arnParts } from "../iam/pattern";

/** What a service hands on by itself because a resource says so: with no role, so that only the receiver's policy lets it. */
export interface Sending {
    /** The resource that says so. */
    readonly sender: StackResource;
    /** Name of the service as a principal. */
    readonly service: string;
    /** Property of the sender in which the receiver stands alone. @default - it stands in a text that refers to others as well */
    readonly property?: string;
    /** ARN of the receiver. */
    readonly to: Reading<string>;
    /** In whose name, as `aws:SourceArn` says. @default - not known */
    readonly source?: string;
    /** Whether AWS asks for a policy only where the receiver is of another account. @default false */
    readonly isFreeAtHome?: boolean;
}

/** What services do to hand something on, by the receiver's service. */
const ACTIONS: Readonly<Record<string, string>> = {
    sqs: "sqs:SendMessage",
    sns: "sns:Publish",
    lambda: "lambda:InvokeFunction",
};

/** What services do to a receiver, by its ARN or its type (`aws:sqs/queue:Queue`). */
export function actionOn(receiver: string): string | undefined {
    const service = receiver.startsWith("arn:") ? arnParts(receiver)[2] : /^aws:(\w+)\//.exec(receiver)?.[1];
    return ACTIONS[service ?? ""];
}

/** A sending as it stands in a resource. */
type Found = Pick<Sending, "sender" | "service" | "isFreeAtHome"> & {
    readonly property?: string | undefined;
    readonly to: Reading<unknown>;
    readonly source?: Reading<unknown>;
};

/** The sending to what stands somewhere; none where that is known to be no receiver. */
export function sendingsTo({ to, source, property, ...common }: Found): Sending[] {
    const arn = to.known && typeof to.value === "string" ? to.value : "";
    if (to.known && actionOn(arn) === undefined) return [];
    const [, partition = "aws"] = arnParts(arn);
    const from = source?.known === true && typeof source.value === "string" ? source.value : undefined;
    return [
        {
            ...common,
            ...(property === undefined ? {} : { property }),
            to: to.known ? { known: true, value: arn } : to,
            ...(from === undefined ? {} : { source: from.replace(/^arn:aws:s3:/, `arn:${partition}:s3:`) }),
        },
    ];
}
