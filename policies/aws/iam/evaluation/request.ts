import type { Reading } from "../../../framework/reading";
import { arnParts, ARN_RESOURCE } from "../pattern";

/** What somebody asks of AWS. */
export interface AccessRequest {
    /**
     * Who asks: the ARN of a role, of a role's session, of a user or of an account's root, the name of a service, an identity provider, or `*`
     * for somebody who does not say who they are.
     */
    readonly principal: string;
    readonly action: string;
    /** ARN of the resource; `*` for an action that AWS limits to none. */
    readonly resource: string;
    /**
     * What the request says of itself, by condition keys. A key that is not there the request does not have, but for those that follow from who
     * asks and for what: `aws:PrincipalArn`, `aws:ResourceAccount` and the like.
     *
     * @default {}
     */
    readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** The values of a request's condition keys, by the key in lower case. */
export type ContextValues = ReadonlyMap<string, Reading<readonly string[]>>;

/** The service in an action or an ARN. */
export function serviceIn(text: string): string {
    return (text.startsWith("arn:") ? arnParts(text)[2] : text.split(":")[0]?.toLowerCase()) ?? "";
}

/** The account in an ARN; `undefined` where none stands there. */
export function accountIn(arn: string): string | undefined {
    const account = arnParts(arn)[4] ?? "";
    return /^\d{12}$/.test(account) ? account : undefined;
}

/** Whether an ARN is a role's: who may assume it, its trust policy alone says. */
export function isRole(arn: string): boolean {
    return serviceIn(arn) === "iam" && arnParts(arn)[ARN_RESOURCE]?.startsWith("role/") === true;
}

/** Whether an ARN is a key's, whose policy has to let in whoever uses it. */
export function isKey(arn: string): boolean {
    return serviceIn(arn) === "kms" && arnParts(arn)[ARN_RESOURCE]?.startsWith("key/") === true;
}
