import { callerOf, type Caller } from "../../policies/aws/iam/evaluation/callers";
import { callerIn, type Holder, type Landscape } from "../../policies/aws/iam/evaluation/landscape";
import type { PlacedStatement } from "../../policies/aws/iam/evaluation/policySet";
import { isAccount, isEverybody, type Principal } from "../../policies/aws/iam/principal";
import { isKnown } from "../../policies/framework/reading";
import { plainName, type Names } from "./names";

/** Somebody of whom permissions are told. */
export interface Subject {
    /** For people. */
    readonly principal: string;
    /** What acts as it. */
    readonly usedBy: readonly string[];
    readonly caller: Caller;
    /** @default - it is none of the states' */
    readonly holder?: Holder;
}

/** A role, user or group of the states. */
export function subjectOf(names: Names, holder: Holder): Subject {
    const { resource, arn } = holder;
    return {
        principal: plainName(resource),
        usedBy: names.usersOf(arn),
        caller: callerOf(arn, () => undefined),
        holder,
    };
}

/** Whom a statement of a resource's policy names. */
export function subjectsOf(
    landscape: Landscape,
    names: Names,
    { principals, notPrincipals }: PlacedStatement,
): Subject[] {
    if (notPrincipals !== undefined) {
        const except = notPrincipals.filter(isKnown).map(({ value }) => describe(landscape, names, value));
        return [{ principal: `everybody but ${except.sort().join(" and ")}`, usedBy: [], caller: EVERYBODY }];
    }
    return (principals ?? []).filter(isKnown).map(({ value }) => {
        const caller = isEverybody(value) ? EVERYBODY : callerIn(landscape, value.value);
        const holder = landscape.holders.find(({ arn }) => arn === caller.name);
        if (holder !== undefined && caller.session === undefined) return subjectOf(names, holder);
        return { principal: describe(landscape, names, value), usedBy: [], caller, ...(holder && { holder }) };
    });
}

const EVERYBODY: Caller = { kind: "anonymous", name: "*" };

function describe({ account }: Landscape, names: Names, principal: Principal): string {
    const { kind, value } = principal;
    if (isEverybody(principal)) return kind === "AWS" ? "everybody" : `every ${kind.toLowerCase()} principal`;
    if (!isAccount(principal)) return names.of(value);
    const [, , , , number] = value.split(":");
    return number === account ? "this account, by its own policies" : `account ${number}, by its own policies`;
}
