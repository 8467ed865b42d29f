import type { Rule } from "../../framework/rule";
import { lambdaQueueFailuresReported } from "./queueFailuresReported";
import { lambdaApiTimeoutBounded } from "./apiTimeoutBounded";
import { lambdaAsyncFailureKept } from "./asyncFailureKept";
import { lambdaCodeSigned } from "./codeSigned";
import { lambdaConcurrencyLimited } from "./concurrencyLimited";
import { lambdaEnvironmentEncrypted } from "./environmentEncrypted";
import { lambdaEnvironmentNoSecrets } from "./environmentNoSecrets";
import { lambdaFunctionAlarmed } from "./functionAlarmed";
import { lambdaLimitsExplicit } from "./limitsExplicit";
import { lambdaLogGroupOwned } from "./logGroupOwned";
import { lambdaLogsStructured } from "./logsStructured";
import { lambdaNetworkMultiAz } from "./networkMultiAz";
import { lambdaNetworkPrivate } from "./networkPrivate";
import { lambdaPermissionScoped } from "./permissionScoped";
import { lambdaQueueVisibilitySufficient } from "./queueVisibilitySufficient";
import { lambdaRuntimeSupported } from "./runtimeSupported";
import { lambdaSourceReadable } from "./sourceReadable";
import { lambdaStreamFailureHandled } from "./streamFailureHandled";
import { lambdaTracingActive } from "./tracingActive";
import { lambdaTracingPermitted } from "./tracingPermitted";
import { lambdaUrlAuthenticated } from "./urlAuthenticated";
import { lambdaUrlCorsLimited } from "./urlCorsLimited";

export const lambdaRules: readonly Rule[] = [
    lambdaTracingActive,
    lambdaPermissionScoped,
    lambdaEnvironmentNoSecrets,
    lambdaFunctionAlarmed,
    lambdaRuntimeSupported,
    lambdaUrlAuthenticated,
    lambdaUrlCorsLimited,
    lambdaAsyncFailureKept,
    lambdaStreamFailureHandled,
    lambdaQueueVisibilitySufficient,
    lambdaEnvironmentEncrypted,
    lambdaLimitsExplicit,
    lambdaConcurrencyLimited,
    lambdaNetworkMultiAz,
    lambdaNetworkPrivate,
    lambdaCodeSigned,
    lambdaLogsStructured,
    lambdaLogGroupOwned,
    lambdaApiTimeoutBounded,
    lambdaTracingPermitted,
    lambdaSourceReadable,
    lambdaQueueFailuresReported,
];
