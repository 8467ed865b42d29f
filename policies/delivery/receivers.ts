import { isKnown, reading, type Reading } from "../framework/reading";
import type { StackResource, StackView } from "../framework/stack";
import { admits, isService, refuses, some, unless, valued, type RequestContext } from "../iam/admission";
import { parseDocument, type PolicyDocument, type Statement } from "../iam/document";
import { anyOf, both } from "../iam/grants";
import { referrersTo } from "../iam/holders";
import { policyStatements } from "../iam/judging";
import { arnParts, patternOf } from "../iam/pattern";
import { grouped, perStack } from "../iam/perStack";
import { documentsOf } from "../iam/sources";
import type { Sent } from "./senders";

/** How one kind of receiver says who may send to it, besides its own property `policy`. */
interface ReceiverKind {
    readonly type: string;
    /** The resource that holds its policy, with the property that names the receiver, and what may stand there. */
    readonly policy: readonly [type: string, property: string, identities: readonly string[]];
    /** What AWS lets be without a policy. @default - nothing for services */
    readonly byDefault?: (account: string) => PolicyDocument;
}

const KINDS: Readonly<Record<string, ReceiverKind>> = {
    sqs: { type: "aws:sqs/queue:Queue", policy: ["aws:sqs/queuePolicy:QueuePolicy", "queueUrl", ["url", "id"]] },
    sns: {
        type: "aws:sns/topic:Topic",
        policy: ["aws:sns/topicPolicy:TopicPolicy", "arn", ["arn", "id"]],
        // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
        byDefault: (account) =>
            parseDocument(
                {
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { AWS: "*" },
                            Action: "sns:Publish",
                            Resource: "*",
                            Condition: { StringEquals: { "AWS:SourceOwner": account } },
                        },
                    ],
                },
                "the default policy of topics",
            ),
    },
};

const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const FUNCTION_POLICY = "aws:lambda/resourcePolicy:ResourcePolicy";

/** Types of receivers, and of what lets services send to them. */
export const RECEIVER_TYPES = [
    ...Object.values(KINDS).flatMap(({ type, policy: [policy] }) => [type, policy]),
    FUNCTION,
    PERMISSION,
    FUNCTION_POLICY,
] as const;

/** Whether a receiver's policy lets a service send to it. Not known of receivers that are not to be seen. */
export function isAdmitted(view: StackView, sent: Sent): Reading<boolean> {
    const { service, action, to } = sent;
    const found = to.split(":")[2] === "lambda" ? permissionsAt(view, to) : policyAt(view, to);
    if (!found.known) return found;
    const context = contextOf(sent);
    const isMeant = isService(service);
    return unless(
        some(found.value.refused.map((each) => both(isAbout(each, to), () => refuses(each, action, context, isMeant)))),
        () =>
            some(
                found.value.granted.map((each) =>
                    both(isAbout(each, to), () => admits(each, isMeant, action, context)),
                ),
            ),
    );
}

/** What the service says of whom it sends for. Buckets have no account in their ARN; only alarms come with an owner. */
function contextOf({ service, to, source }: Sent): RequestContext {
    const account = arnParts(to)[4] ?? "";
    const own = source === undefined ? "" : (arnParts(source)[4] ?? "");
    const isOwned = service === "cloudwatch.amazonaws.com";
    return {
        ...(source === undefined ? {} : { "aws:sourcearn": valued(source) }),
        "aws:sourceaccount": valued(own === "" ? account : own),
        "aws:sourceowner": isOwned ? valued(account) : () => false,
    };
}

type Policy = Reading<{ readonly granted: readonly Statement[]; readonly refused: readonly Statement[] }>;

function hidden(to: string): Policy {
    return { known: false, path: `policy of ${to}` };
}

function policyAt(view: StackView, to: string): Policy {
    const kind = KINDS[to.split(":")[2] ?? ""];
    const receiver =
        kind &&
        byArn(view)
            .get(to)
            ?.find(({ type }) => type === kind.type);
    if (kind === undefined || receiver === undefined) return hidden(to);
    const [type, property, identities] = kind.policy;
    const policies = referrersTo(view, type, property, receiver, identities);
    const sources = [receiver, ...policies].flatMap((holder) => documentsOf(holder, "resource"));
    const byDefault = sources.length === 0 ? kind.byDefault?.(arnParts(to)[4] ?? "") : undefined;
    return policyStatements(
        byDefault === undefined ? sources.map(({ document }) => document) : [{ known: true, value: byDefault }],
    );
}

/** The statements that Lambda makes of the permissions of a function, or of the version or alias of it that is called. */
function permissionsAt(view: StackView, to: string): Policy {
    const called = calleeOf(to);
    if (!view.ofType(FUNCTION).some(({ outputs }) => outputs.name === called.name)) return hidden(to);
    const permissions = view.ofType(PERMISSION).flatMap((permission): Reading<PolicyDocument>[] => {
        const { props } = permission;
        const named = reading(() => calleeOf(String(props.function), props.qualifier as string | undefined));
        if (!named.known) return [named];
        const isMeant = named.value.name === called.name && named.value.qualifier === called.qualifier;
        return isMeant ? documentsOf(permission, "resource").map(({ document }) => document) : [];
    });
    const policies = view
        .ofType(FUNCTION_POLICY)
        .filter(({ props }) => props.resourceArn === to)
        .flatMap((policy) => documentsOf(policy, "resource").map(({ document }) => document));
    return policyStatements([...permissions, ...policies]);
}

/** `orders`, `orders:live`, or either at the end of an ARN. */
function calleeOf(text: string, qualifier?: string): { readonly name: string; readonly qualifier: string | undefined } {
    const [name = "", own] = text.replace(/^arn:[^:]+:lambda:[^:]*:[^:]*:function:/, "").split(":");
    return { name, qualifier: qualifier ?? own };
}

/** Whether a statement is about the receiver. The permissions of functions name it, in whatever way they do. */
function isAbout({ resources }: Statement, to: string): Reading<boolean> {
    if (resources === undefined || to.split(":")[2] === "lambda") return { known: true, value: true };
    return anyOf(resources, (pattern) => patternOf(pattern).test(to));
}

const byArn = perStack((view) =>
    grouped<StackResource, unknown>(view.ofType(...Object.values(KINDS).map(({ type }) => type)), ({ outputs }) =>
        [reading(() => outputs.arn as unknown)].filter(isKnown).map(({ value }) => value),
    ),
);
