import type { Rule } from "../../framework/rule";
import { cognitoClientAttributesScoped } from "./clientAttributesScoped";
import { cognitoClientCallbacksHttps } from "./clientCallbacksHttps";
import { cognitoClientExistenceHidden } from "./clientExistenceHidden";
import { cognitoClientImplicitRefused } from "./clientImplicitRefused";
import { cognitoClientPasswordsKept } from "./clientPasswordsKept";
import { cognitoClientRevocationEnabled } from "./clientRevocationEnabled";
import { cognitoClientTokensShort } from "./clientTokensShort";
import { cognitoDeletionProtected } from "./deletionProtected";
import { cognitoGuestsRefused } from "./guestsRefused";
import { cognitoMfaEnabled } from "./mfaEnabled";
import { cognitoPasswordStrong } from "./passwordStrong";
import { cognitoProviderAttributesMapped } from "./providerAttributesMapped";
import { cognitoThreatProtectionEnforced } from "./threatProtectionEnforced";

export const cognitoRules: readonly Rule[] = [
    cognitoPasswordStrong,
    cognitoMfaEnabled,
    cognitoThreatProtectionEnforced,
    cognitoDeletionProtected,
    cognitoGuestsRefused,
    cognitoClientImplicitRefused,
    cognitoClientPasswordsKept,
    cognitoClientExistenceHidden,
    cognitoClientRevocationEnabled,
    cognitoClientCallbacksHttps,
    cognitoClientTokensShort,
    cognitoClientAttributesScoped,
    cognitoProviderAttributesMapped,
];
