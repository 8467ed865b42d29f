import { subjectsOf, type Subject } from "./harness";

/** The inline policy of a role with the given statements, as JSON text. */
export function rolePolicy(...statements: readonly object[]): Subject {
    return subjectsOf("aws:iam/rolePolicy:RolePolicy")({ role: "r", policy: documentText(...statements) });
}

/** The inline policy of a role as an object, of which parts may be unknown. */
export function openRolePolicy(...statements: readonly unknown[]): Subject {
    return subjectsOf("aws:iam/rolePolicy:RolePolicy")({
        role: "r",
        policy: { Version: "2012-10-17", Statement: statements },
    });
}

/** A role whose trust policy has the given statements. */
export function trustingRole(...statements: readonly object[]): Subject {
    return subjectsOf("aws:iam/role:Role")({ assumeRolePolicy: documentText(...statements) });
}

/** A policy document as JSON text. */
export function documentText(...statements: readonly object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
