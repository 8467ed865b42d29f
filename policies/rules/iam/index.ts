import type { Rule } from "../../framework/rule";
import { iamAccessKeyAbsent } from "./accessKeyAbsent";
import { iamActionWildcard } from "./actionWildcard";
import { iamAdminWildcard } from "./adminWildcard";
import { iamCredentialsExposure } from "./credentialsExposure";
import { iamDataExfiltration } from "./dataExfiltration";
import { iamDocumentValid } from "./documentValid";
import { iamFunctionOvergranted } from "./functionOvergranted";
import { iamFunctionUndergranted } from "./functionUndergranted";
import { iamKmsDecryptScoped } from "./kmsDecryptScoped";
import { iamManagedPolicyAllowlist } from "./managedPolicyAllowlist";
import { iamNotAction } from "./notAction";
import { iamPassRoleScoped } from "./passRoleScoped";
import { iamPermissionsManagement } from "./permissionsManagement";
import { iamPrivilegeEscalation } from "./privilegeEscalation";
import { iamResourceConfusedDeputy } from "./resourceConfusedDeputy";
import { iamResourceDataOwn } from "./resourceDataOwn";
import { iamResourcePolicyPrivate } from "./resourcePolicyPrivate";
import { iamResourceWildcard } from "./resourceWildcard";
import { iamRoleBoundarySet } from "./roleBoundarySet";
import { iamRolePolicyConflict } from "./rolePolicyConflict";
import { iamSenderAdmitted } from "./senderAdmitted";
import { iamTrustCiNarrow } from "./trustCiNarrow";
import { iamTrustConfusedDeputy } from "./trustConfusedDeputy";
import { iamTrustPublic } from "./trustPublic";
import { iamUserAbsent } from "./userAbsent";
import { iamUserPolicyByGroup } from "./userPolicyByGroup";
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
    iamFunctionOvergranted,
    iamFunctionUndergranted,
    iamTrustPublic,
    iamTrustConfusedDeputy,
    iamTrustCiNarrow,
    iamResourceConfusedDeputy,
    iamResourcePolicyPrivate,
    iamResourceDataOwn,
    iamManagedPolicyAllowlist,
    iamRoleBoundarySet,
    iamRolePolicyConflict,
    iamUserAbsent,
    iamAccessKeyAbsent,
    iamUserPolicyByGroup,
    iamSenderAdmitted,
];
