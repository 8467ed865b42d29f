import type { Grantee } from "../../identity/grantee";
import { ServiceRole } from "../../identity/serviceRole";
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
