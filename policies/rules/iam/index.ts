import type { Rule } from "../../framework/rule";
import { iamActionWildcard } from "./actionWildcard";
import { iamAdminWildcard } from "./adminWildcard";
import { iamCredentialsExposure } from "./credentialsExposure";
import { iamDataExfiltration } from "./dataExfiltration";
import { iamDocumentValid } from "./documentValid";
import { iamKmsDecryptScoped } from "./kmsDecryptScoped";
import { iamManagedPolicyAllowlist } from "./managedPolicyAllowlist";
import { iamNotAction } from "./notAction";
import { iamPassRoleScoped } from "./passRoleScoped";
import { iamPermissionsManagement } from "./permissionsManagement";
import { iamPrivilegeEscalation } from "./privilegeEscalation";
import { iamResourceWildcard } from "./resourceWildcard";
import { iamRoleBoundarySet } from "./roleBoundarySet";
import { iamTrustConfusedDeputy } from "./trustConfusedDeputy";
import { iamTrustPublic } from "./trustPublic";
import { iamWriteConstrained } from "./writeConstrained";

export const iamRules: readonly Rule[] = [
    iamDocumentValid,
    iamAdminWildcard,
    iamActionWildcard,
    iamResourceWildcard,
    iamNotAction,
    iamPrivilegeEscalation,
    iamPassRoleScoped,
    iamCredentialsExposure,
    iamDataExfiltration,
    iamKmsDecryptScoped,
    iamPermissionsManagement,
    iamWriteConstrained,
    iamTrustPublic,
    iamTrustConfusedDeputy,
    iamManagedPolicyAllowlist,
    iamRoleBoundarySet,
];
