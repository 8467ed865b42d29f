import type { Props } from "../row";

/** A policy of one statement, as text. */
export function policyOf(statement: Props): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** The trust policy of a role that a service takes. */
export function trustIn(service: string): string {
    return policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: `${service}.amazonaws.com` } });
}
