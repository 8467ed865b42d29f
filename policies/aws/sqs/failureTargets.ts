import { reading, type Reading } from "../../framework/reading";
import type { StackResource } from "../../framework/stack";
import { deadLetterTarget } from "./deadLetterTarget";

const onFailure = (of: "destination" | "destinationArn") => (value: any) => value?.onFailure?.[of] as unknown;
const arnIn = (value: any) => value?.deadLetterConfig?.arn as unknown;

/** Where each type of resource names the queue that gets what failed: a property, and how the ARN stands in it. */
const TARGETS: Readonly<Record<string, readonly [property: string, targetIn: (value: any, name: string) => unknown]>> =
    {
        "aws:sqs/queue:Queue": ["redrivePolicy", deadLetterTarget],
        "aws:sqs/redrivePolicy:RedrivePolicy": ["redrivePolicy", deadLetterTarget],
        "aws:sns/topicSubscription:TopicSubscription": ["redrivePolicy", deadLetterTarget],
        "aws:lambda/function:Function": ["deadLetterConfig", (value) => value?.targetArn as unknown],
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
            "destinationConfig",
            onFailure("destination"),
        ],
        "aws:lambda/eventSourceMapping:EventSourceMapping": ["destinationConfig", onFailure("destinationArn")],
        "aws:cloudwatch/eventTarget:EventTarget": ["deadLetterConfig", (value) => value?.arn as unknown],
        "aws:scheduler/schedule:Schedule": ["target", arnIn],
        "aws:pipes/pipe:Pipe": [
            "sourceParameters",
            (value) => arnIn(value?.kinesisStreamParameters) ?? arnIn(value?.dynamodbStreamParameters),
        ],
    };

/** Types of what sends failures elsewhere. */
export const FAILING_TYPES = Object.keys(TARGETS);

/** The ARN to which a resource sends what failed, with the property that names it. `undefined` where it sends it nowhere. */
export function failureTarget({
    type,
    name,
    props,
}: Pick<StackResource, "type" | "name" | "props">):
    { readonly property: string; readonly arn: Reading<unknown> } | undefined {
    const [property, targetIn] = TARGETS[type] ?? [];
    if (property === undefined || targetIn === undefined) return undefined;
    const arn = reading(() => targetIn(props[property], name));
    return arn.known && (arn.value ?? "") === "" ? undefined : { property, arn };
}
