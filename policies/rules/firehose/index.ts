import type { Rule } from "../../framework/rule";
import { firehoseStreamAlarmed } from "./streamAlarmed";
import { firehoseEncrypted } from "./encrypted";
import { firehoseErrorsLogged } from "./errorsLogged";
import { firehoseFailuresSeparate } from "./failuresSeparate";
import { firehoseSecretsManaged } from "./secretsManaged";

export const firehoseRules: readonly Rule[] = [
    firehoseEncrypted,
    firehoseErrorsLogged,
    firehoseFailuresSeparate,
    firehoseSecretsManaged,
    firehoseStreamAlarmed,
];
