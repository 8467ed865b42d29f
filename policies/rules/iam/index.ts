import type { Rule } from "../../framework/rule";
import { iamActionWildcard } from "./actionWildcard";
import { iamDocumentValid } from "./documentValid";
import { iamManagedPolicyAllowlist } from "./managedPolicyAllowlist";
import { iamNotAction } from "./notAction";
import { iamPassRoleScoped } from "./passRoleScoped";
import { iamResourceWildcard } from "./resourceWildcard";
import { iamRoleBoundarySet } from "./roleBoundarySet";
import { iamTrustConfusedDeputy } from "./trustConfusedDeputy";
import { iamTrustPublic } from "./trustPublic";

export const iamRules: readonly Rule[] = [
    iamDocumentValid,
    iamActionWildcard,
    iamResourceWildcard,
    iamNotAction,
    iamPassRoleScoped,
    iamTrustPublic,
    iamTrustConfusedDeputy,
    iamManagedPolicyAllowlist,
    iamRoleBoundarySet,
];
