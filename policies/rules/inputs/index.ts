import type { Rule } from "../../framework/rule";
import { inputsAddressesEncrypted } from "./addressesEncrypted";
import { inputsCredentialsAbsent } from "./credentialsAbsent";

export const inputsRules: readonly Rule[] = [inputsCredentialsAbsent, inputsAddressesEncrypted];
