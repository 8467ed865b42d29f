import { grouped } from "../../framework/grouped";
import { valueAt } from "../../framework/paths";
import { isKnown, reading, type Reading } from "../../framework/reading";
import { identitiesOf, perStack, valuesOf, type StackResource, type StackView } from "../../framework/stack";
import { INTERFACES, pollingOf, sourceAccessOf } from "./polling";
import { targetOf, type Target } from "./target";
import type { Wire } from "./wire";

const ALIAS = "aws:lambda/alias:Alias";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const INVOKE_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

/** Types of which a function's wiring is made, besides the function itself. */
export const WIRING_TYPES = [ALIAS, MAPPING, INVOKE_CONFIG] as const;

/** What Lambda does to hand something on, by the receiver's service. */
const DESTINATIONS: Readonly<Record<string, Pick<Wire, "needed" | "usual">>> = {
    sqs: { needed: [["sqs:SendMessage"]], usual: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"] },
    sns: { needed: [["sns:Publish"]], usual: [] },
    lambda: { needed: [["lambda:InvokeFunction"]], usual: [] },
    events: { needed: [["events:PutEvents"]], usual: [] },
    s3: { needed: [["s3:PutObject"]], usual: ["s3:AbortMultipartUpload", "s3:ListBucket"] },
};

/** Services whose resources an environment variable may name by an ARN. */
const NAMED = /^(dynamodb|sqs|sns|kinesis|firehose|s3|lambda|states|secretsmanager|ssm|events)$/;

/** What a function is connected to, by its own settings and by what names it. */
export function wiringOf(stack: StackView, fn: StackResource): readonly Wire[] {
    const aliases = callersOf(stack, ALIAS, fn);
    const ofFunction = (type: string) => [
        ...new Set([fn, ...aliases].flatMap((callee) => callersOf(stack, type, fn, callee))),
    ];
    return [
        ...ofFunction(MAPPING).flatMap((mapping) => [
            ...triggerOf(mapping).map((found) => ({ ...found, source: mapping })),
            wire(
                `the failures of '${mapping.name}'`,
                read(mapping, "destinationConfig.onFailure.destinationArn"),
                DESTINATIONS,
            ),
        ]),
        ...ofFunction(INVOKE_CONFIG).flatMap((config) =>
            ["onFailure", "onSuccess"].map((outcome) =>
                wire(
                    `${outcome} of '${config.name}'`,
                    read(config, `destinationConfig.${outcome}.destination`),
                    DESTINATIONS,
                ),
            ),
        ),
        wire("its dead letters", read(fn, "deadLetterConfig.targetArn"), DESTINATIONS),
        ...conditional("tracing", read(fn, "tracingConfig.mode"), (mode) => mode === "Active", [
            ["xray:PutTraceSegments"],
            ["xray:PutTelemetryRecords"],
        ]),
        ...conditional(
            "its network",
            read(fn, "vpcConfig.subnetIds"),
            (ids) => Array.isArray(ids) && ids.length > 0,
            INTERFACES,
        ),
        { by: "its logs", needed: [["logs:CreateLogStream"], ["logs:PutLogEvents"]] },
        ...environmentOf(stack, fn),
    ].filter((found) => found !== undefined);
}

function triggerOf(mapping: StackResource): Wire[] {
    return [...pollingOf(`the trigger '${mapping.name}'`, read(mapping, "eventSourceArn")), ...sourceAccessOf(mapping)];
}

/** The values of a function's environment. */
export function environmentValues(fn: StackResource): readonly [name: string, value: Reading<string>][] {
    const variables = read(fn, "environment.variables");
    if (variables === undefined) return [];
    if (!variables.known) return [["", variables]];
    const holder = variables.value as Readonly<Record<string, unknown>>;
    return Object.keys(holder).map((name) => {
        const value = reading(() => holder[name]);
        return [name, value.known ? { known: true, value: String(value.value) } : value];
    });
}

function environmentOf(stack: StackView, fn: StackResource): Wire[] {
    return environmentValues(fn).flatMap(([name, value]) => {
        const arn = value.known ? arnNamedBy(stack, value.value) : undefined;
        return arn === undefined
            ? []
            : [{ by: `the variable ${name}`, target: { known: true as const, value: arn }, needed: [] }];
    });
}

/** The ARN that a value is, or of the resource that it names: by a queue's URL, or by the name of a resource of the stack. */
function arnNamedBy(stack: StackView, value: string): string | undefined {
    const [, region, account, queue] =
        /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([\w.-]+)$/.exec(value) ?? [];
    if (queue !== undefined) return `arn:aws:sqs:${region}:${account}:${queue}`;
    if (/^arn:/.test(value)) return NAMED.test(targetOf(value)?.service ?? "") ? value : undefined;
    const [store] = stack.named(value, STORES, ["name", "bucket"]);
    return store && identitiesOf(store, ["arn"])[0];
}

/** Stores that functions find by names in their environment. */
export const STORES = [
    "aws:dynamodb/table:Table",
    "aws:kinesis/stream:Stream",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:sqs/queue:Queue",
] as const;

function wire(
    by: string,
    target: Reading<unknown> | undefined,
    actions: Readonly<Record<string, Pick<Wire, "needed" | "usual">>>,
): Wire | undefined {
    if (target === undefined) return undefined;
    if (!target.known) return { by, target, needed: [] };
    const arn = String(target.value);
    const found = actions[targetOf(arn)?.service ?? ""];
    return found && { by, target: { known: true, value: arn }, ...found };
}

function conditional(
    by: string,
    setting: Reading<unknown> | undefined,
    applies: (value: unknown) => boolean,
    needed: Wire["needed"],
): Wire[] {
    if (setting === undefined) return [];
    if (!setting.known) return [{ by, target: setting, needed: [] }];
    return applies(setting.value) ? [{ by, needed }] : [];
}

const CALLED = ["arn", "name", "qualifiedArn", "invokeArn"];

/** The resources of a type that name a function, by its name, its ARN or one of its aliases. */
function callersOf(stack: StackView, type: string, fn: StackResource, callee = fn): readonly StackResource[] {
    const byArn = identitiesOf(fn, ["name"]).flatMap((name) => callersByName(stack).get(`${type} ${name}`) ?? []);
    return [...stack.referrersTo(callee, { types: [type], property: "functionName", identities: CALLED }), ...byArn];
}

/** What names functions, by its type and the name in the ARN by which it does. */
const callersByName = perStack((stack) =>
    grouped(stack.ofType(...WIRING_TYPES), (child) =>
        valuesOf(child, "functionName")
            .filter(isKnown)
            .map(({ value }) => `${child.type} ${nameOf(targetOf(String(value))) ?? ""}`),
    ),
);

function nameOf(target: Target | undefined): string | undefined {
    return target?.service === "lambda" ? target.name : undefined;
}

/** A property by its path; `undefined` where a part of the path is not there. */
export function read({ props }: StackResource, path: string): Reading<unknown> | undefined {
    const found = reading(() => valueAt(props, path));
    return found.known && (found.value === undefined || found.value === null || found.value === "") ? undefined : found;
}
