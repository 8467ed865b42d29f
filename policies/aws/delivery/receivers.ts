import { reading, type NotRead, type Reading } from "../../framework/reading";
import type { Link, StackResource, StackView } from "../../framework/stack";
import { admits, isService, refuses, some, unless, valued, type RequestContext } from "../iam/admission";
import { parseDocument, type PolicyDocument, type Statement } from "../iam/document";
import { anyOf, both } from "../iam/grants";
import { policyStatements } from "../iam/judging";
import { arnParts, patternOf } from "../iam/pattern";
import { documentsOf, type DocumentSource } from "../iam/sources";
import { ALIAS_TYPE, FUNCTION_TYPE } from "../lambda/functions";
import { API_SERVICE, calledFor } from "./apiCallers";
import { actionOn, type Sending } from "./sending";

/** How one kind of receiver says who may send to it, besides its own property `policy`. */
interface ReceiverKind {
    readonly type: string;
    /** The resource that holds its policy, by how it names the receiver. */
    readonly policy: Link;
    /** What AWS lets be without a policy. @default - nothing for services */
    readonly byDefault?: (account: string) => PolicyDocument;
}

const KINDS: Readonly<Record<string, ReceiverKind>> = {
    sqs: {
        type: "aws:sqs/queue:Queue",
        policy: { types: ["aws:sqs/queuePolicy:QueuePolicy"], property: "queueUrl", identities: ["url", "id"] },
    },
    sns: {
        type: "aws:sns/topic:Topic",
        policy: { types: ["aws:sns/topicPolicy:TopicPolicy"], property: "arn", identities: ["arn", "id"] },
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

const PERMISSION = "aws:lambda/permission:Permission";
const FUNCTION_POLICY = "aws:lambda/resourcePolicy:ResourcePolicy";

/** Types of receivers, and of what lets services send to them. */
export const RECEIVER_TYPES = [
    ...Object.values(KINDS).flatMap(({ type, policy }) => [type, ...policy.types]),
    FUNCTION_TYPE,
    ALIAS_TYPE,
    PERMISSION,
    FUNCTION_POLICY,
] as const;

/** Whether a receiver's policy lets a service send to it. Not known of receivers that are not to be seen. */
export function isAdmitted(view: StackView, sending: Sending, to: string): Reading<boolean> {
    const receiver = receiverAt(view, to);
    if (isFree(sending, to)) return { known: true, value: true };
    if (receiver === undefined) return hidden(to);
    const found = receiver.type === FUNCTION_TYPE ? permissionsAt(view, to) : policyAt(view, receiver);
    if (!found.known) return found;
    const action = actionOn(to) ?? "";
    const context = contextOf(sending, to);
    const isMeant = isService(sending.service);
    const admitted = unless(
        some(found.value.refused.map((each) => both(isAbout(each, to), () => refuses(each, action, context, isMeant)))),
        () =>
            some(
                found.value.granted.map((each) =>
                    both(isAbout(each, to), () => admits(each, isMeant, action, context)),
                ),
            ),
    );
    // What lets others send to something that is only read is made where its owner has it.
    return receiver.isRead ? ifTrue(admitted, to) : admitted;
}

/**
 * The same as one stack shows it, beside which others may have the policy of a queue or topic that has none here, and more permissions of a
 * function.
 */
export function isAdmittedByStack(stack: StackView, sending: Sending, to: string): Reading<boolean> {
    const admitted = isAdmitted(stack, sending, to);
    const receiver = receiverAt(stack, to);
    return receiver !== undefined && policiesOf(stack, receiver).length > 0 ? admitted : ifTrue(admitted, to);
}

function ifTrue(found: Reading<boolean>, to: string): Reading<boolean> {
    return found.known && !found.value ? hidden(to) : found;
}

/** Whether AWS asks for no policy. What is sent for an account that is not known is sent within one, as most is. */
function isFree({ isFreeAtHome = false, source }: Sending, to: string): boolean {
    return isFreeAtHome && (source === undefined || arnParts(source)[4] === arnParts(to)[4]);
}

/** Services that come with an owner (`aws:SourceOwner`), so that the policy that topics have by default lets them in. */
const OWNED = /^(cloudwatch|elasticache|events\.rds)\.amazonaws\.com$/;

/** Services that come with an owner in place of an account: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html */
const WITHOUT_ACCOUNT = /^elasticache\.amazonaws\.com$/;

/** What the service says of whom it sends for. Buckets have no account in their ARN. */
function contextOf({ service, source }: Sending, to: string): RequestContext {
    const account = arnParts(to)[4] ?? "";
    const own = source === undefined ? "" : (arnParts(source)[4] ?? "");
    const sourceOf = service === API_SERVICE ? calledFor : valued;
    return {
        ...(source === undefined ? {} : { "aws:sourcearn": sourceOf(source) }),
        "aws:sourceaccount": WITHOUT_ACCOUNT.test(service) ? () => false : valued(own === "" ? account : own),
        "aws:sourceowner": OWNED.test(service) ? valued(account) : () => false,
    };
}

type Policy = Reading<{ readonly granted: readonly Statement[]; readonly refused: readonly Statement[] }>;

function hidden(to: string): NotRead {
    return { known: false, path: `policy of ${to}` };
}

/** The receivers of a stack that have no ARN yet, by what the engine knows of a property that names them. */
export function receiversReferred(view: StackView, { sender, property }: Sending): readonly StackResource[] {
    if (property === undefined) return [];
    const urns = new Set(sender.referencesOf(property));
    const identities = ["arn", "name"];
    const isNamed = (fn: StackResource) => {
        const aliases = view.attachedTo(fn, { types: [ALIAS_TYPE], property: "functionName", identities });
        return [fn, ...(aliases.known ? aliases.value : [])].some(({ urn }) => urns.has(urn));
    };
    return [
        ...view.ofType(...Object.values(KINDS).map(({ type }) => type)).filter(({ urn }) => urns.has(urn)),
        ...view.ofType(FUNCTION_TYPE).filter(isNamed),
    ];
}

/** The queue, topic or function that an ARN names, where it is to be seen. */
export function receiverAt(view: StackView, to: string): StackResource | undefined {
    const service = arnParts(to)[2] ?? "";
    // The version or alias of a function is part of its ARN.
    return service === "lambda"
        ? view.named(to.split(":").slice(0, 7).join(":"), [FUNCTION_TYPE], ["arn"])[0]
        : view.named(to, [KINDS[service]?.type ?? ""], ["arn"])[0];
}

/** The documents of a queue or topic. */
function policiesOf(view: StackView, receiver: StackResource): readonly DocumentSource[] {
    const kind = kindOf(receiver);
    return kind === undefined
        ? []
        : [receiver, ...view.referrersTo(receiver, kind.policy)].flatMap((holder) => documentsOf(holder, "resource"));
}

function policyAt(view: StackView, receiver: StackResource): Policy {
    const sources = policiesOf(view, receiver);
    const byDefault =
        sources.length === 0
            ? kindOf(receiver)?.byDefault?.(arnParts(String(receiver.outputs.arn))[4] ?? "")
            : undefined;
    return policyStatements(
        byDefault === undefined ? sources.map(({ document }) => document) : [{ known: true, value: byDefault }],
    );
}

function kindOf({ type }: StackResource): ReceiverKind | undefined {
    return Object.values(KINDS).find((kind) => kind.type === type);
}

/** The statements that Lambda makes of the permissions of a function, or of the version or alias of it that is called. */
function permissionsAt(view: StackView, to: string): Policy {
    const called = calleeOf(to);
    // Which alias a stage of an API names in its variables is not known: it is one of those that are admitted, if any is.
    const isMet = (qualifier: string | undefined) =>
        called.qualifier?.includes("${") === true || qualifier === called.qualifier;
    const permissions = view.ofType(PERMISSION).flatMap((permission): Reading<PolicyDocument>[] => {
        const { props } = permission;
        const named = reading(() => calleeOf(String(props.function), props.qualifier as string | undefined));
        if (!named.known) return [named];
        const isMeant = named.value.name === called.name && isMet(named.value.qualifier);
        return isMeant ? documentsOf(permission, "resource").map(({ document }) => document) : [];
    });
    const policies = view.ofType(FUNCTION_POLICY).flatMap((policy): Reading<PolicyDocument>[] => {
        const resourceArn = reading(() => policy.props.resourceArn as unknown);
        if (!resourceArn.known) return [resourceArn];
        const named = calleeOf(String(resourceArn.value));
        return named.name === called.name && isMet(named.qualifier)
            ? documentsOf(policy, "resource").map(({ document }) => document)
            : [];
    });
    return policyStatements([...permissions, ...policies]);
}

/** `orders`, `orders:live`, or either at the end of an ARN, or of the part of one that begins with the account. */
function calleeOf(text: string, qualifier?: string): { readonly name: string; readonly qualifier: string | undefined } {
    const [name = "", own] = text.replace(/^(?:arn:[^:]+:lambda:[^:]*:)?(?:\d{12}:)?function:/, "").split(":");
    const named = qualifier ?? own;
    return { name, qualifier: named === "" || named === "$LATEST" ? undefined : named };
}

/** Whether a statement is about the receiver. The permissions of functions name it, in whatever way they do. */
function isAbout({ resources }: Statement, to: string): Reading<boolean> {
    if (resources === undefined || to.split(":")[2] === "lambda") return { known: true, value: true };
    return anyOf(resources, (pattern) => patternOf(pattern).test(to));
}
