import type { Rule } from "../../framework/rule";
import { secretsmanagerPolicyBlocked } from "./policyBlocked";
import { secretsmanagerSecretEncrypted } from "./secretEncrypted";
import { secretsmanagerSecretRotated } from "./secretRotated";

export const secretsmanagerRules: readonly Rule[] = [
    secretsmanagerSecretRotated,
    secretsmanagerSecretEncrypted,
    secretsmanagerPolicyBlocked,
];
