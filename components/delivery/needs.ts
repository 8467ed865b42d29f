import { ADDITIONS, COMMAND } from "./additions";
import { facts, type Handler } from "./facts";
import { whyWithheld } from "./withheld";

/** Why a role may do something. */
export interface Because {
    /** The type that takes it. @default - the command, for all of them */
    readonly type?: string;
    /** The handlers of CloudFormation that take it; none when it is added to them. */
    readonly handlers: readonly Handler[];
    /** Why it is added. */
    readonly reason?: string;
}

/** The actions that deploying takes, in the order of their names, with all that takes each. */
export type Needs = ReadonlyMap<string, readonly Because[]>;

/** How an environment is deployed. */
export interface Deployment {
    /** Data is thrown away with what holds it. */
    readonly isDisposable: boolean;
    /** What an account has once, and the permissions boundary, are another one's. @default false */
    readonly isBesideAnother?: boolean;
}

/** The type of API Gateway's setting, which is one for the account. */
export const ACCOUNT_SETTING = "aws:apigateway/account:Account";

/** What environments beside another one do not make: that setting, and the boundary. */
const OF_ANOTHER = [ACCOUNT_SETTING, "aws:iam/policy:Policy"];

/**
 * The services to which a role is passed, by the types that pass one. Other types could pass one, and have none here
 * (a specification compares it with what roles trust).
 */
export const PASSES: Readonly<Record<string, string>> = {
    "aws:apigateway/account:Account": "apigateway.amazonaws.com",
    "aws:ec2/flowLog:FlowLog": "vpc-flow-logs.amazonaws.com",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "firehose.amazonaws.com",
    "aws:lambda/function:Function": "lambda.amazonaws.com",
};

/** The services that make a role of their own the first time that a type is made. */
export const SERVICE_LINKED: Readonly<Record<string, string>> = {
    "aws:appautoscaling/target:Target": "dynamodb.application-autoscaling.amazonaws.com",
    "aws:cognito/userPool:UserPool": "email.cognito-idp.amazonaws.com",
};

/** The actions that deploying all known types takes. */
export function needsOf({ isDisposable, isBesideAnother = false }: Deployment): Needs {
    const needs = new Map<string, Because[]>();
    const add = (action: string, because: Because) => needs.set(action, [...(needs.get(action) ?? []), because]);
    for (const [type, of] of Object.entries(facts.types)) {
        if (isBesideAnother && OF_ANOTHER.includes(type)) continue;
        for (const [action, handlers] of takenBy(of)) if (isTaken(action, type)) add(action, { type, handlers });
        for (const { actions, reason, disposable = false } of ADDITIONS[type] ?? [])
            if (isDisposable || !disposable) for (const action of actions) add(action, { type, handlers: [], reason });
    }
    for (const action of COMMAND.actions) add(action, { handlers: [], reason: COMMAND.reason });
    return new Map([...needs].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function takenBy(type: string): Map<string, Handler[]> {
    const taken = new Map<string, Handler[]>();
    for (const [handler, actions] of Object.entries(facts.handlers[type] ?? {}))
        for (const action of actions) taken.set(action, [...(taken.get(action) ?? []), handler as Handler]);
    return taken;
}

function isTaken(action: string, type: string): boolean {
    if (action === "iam:PassRole") return type in PASSES;
    if (action === "iam:CreateServiceLinkedRole") return type in SERVICE_LINKED;
    return whyWithheld(action, type) === undefined;
}
