import type { NotRead, Reading } from "../../../framework/reading";
import type { Caller } from "./callers";
import type { Landscape } from "./landscape";
import { accountIn, serviceIn, type AccessRequest, type ContextValues } from "./request";

/** The values that a request gives, after those that follow from who asks and for what. */
export function contextOf(
    landscape: Landscape,
    caller: Caller,
    { resource, context = {} }: Pick<AccessRequest, "resource" | "context">,
): ContextValues {
    const account = accountOf(landscape, resource);
    const values = new Map<string, Reading<readonly string[]>>(ofCaller(caller));
    values.set("aws:resourceaccount", typeof account === "string" ? { known: true, value: [account] } : account);
    for (const [key, value] of Object.entries(context))
        values.set(key.toLowerCase(), { known: true, value: typeof value === "string" ? [value] : value });
    return values;
}

/** The account of what is asked for. Names of buckets are those of all accounts, and do not tell theirs. */
export function accountOf(landscape: Landscape, resource: string): string | NotRead {
    const isTold = serviceIn(resource) !== "s3" || landscape.isOwn(resource);
    const told = accountIn(resource) ?? (isTold ? landscape.account : undefined);
    return told ?? { known: false, path: `account of ${resource}` };
}

/** Keys that follow from who asks: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function ofCaller({ kind, name, account }: Caller): [string, Reading<readonly string[]>][] {
    const type = {
        role: "AssumedRole",
        user: "User",
        root: "Account",
        anonymous: "Anonymous",
        service: undefined,
        federated: undefined,
    }[kind];
    const values = {
        "aws:principalarn": account === undefined ? undefined : name,
        "aws:principalaccount": account,
        "aws:principaltype": type,
        "aws:principalisawsservice": String(kind === "service"),
        "aws:principalservicename": kind === "service" ? name : undefined,
    };
    return Object.entries(values).flatMap(([key, value]): [string, Reading<readonly string[]>][] =>
        value === undefined ? [] : [[key, { known: true, value: [value] }]],
    );
}
