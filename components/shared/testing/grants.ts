import assert from "node:assert/strict";
import type { Grantee } from "../../identity/grantee";
import {
    BOUNDARY_LOGGING_ACTIONS,
    BOUNDARY_RESOURCE_ACTIONS,
    BOUNDARY_UNSCOPED_ACTIONS,
} from "../../identity/permissionsBoundary";
import { ServiceRole } from "../../identity/serviceRole";
import type { Statement } from "../../identity/statement";
import { inputsOf } from "./mocks";

/** A role to grant to. */
export function testGrantee(name = "worker"): Grantee {
    return new ServiceRole(name, {
        service: "lambda.amazonaws.com",
        description: "Works",
        permissionsBoundaryArn: "boundary",
    });
}

/** The statements of the recorded role policy with this logical name. */
export function grantedBy(policyName: string): unknown[] {
    return JSON.parse(inputsOf("aws:iam/rolePolicy:RolePolicy", policyName).policy).Statement;
}

/** Fails when a statement has an action that the permissions boundary would take away again. */
export function assertWithinBoundary(statements: readonly Statement[]): void {
    const boundary: readonly string[] = [
        ...BOUNDARY_RESOURCE_ACTIONS,
        ...BOUNDARY_UNSCOPED_ACTIONS,
        ...BOUNDARY_LOGGING_ACTIONS,
    ];
    const actions = statements.flatMap((statement) => statement.actions);
    assert.deepEqual(
        actions.filter((action) => !boundary.includes(action)),
        [],
    );
}
