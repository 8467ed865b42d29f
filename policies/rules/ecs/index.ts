import type { Rule } from "../../framework/rule";
import { ecsContainerConfined } from "./containerConfined";
import { ecsContainerLogged } from "./containerLogged";
import { ecsContainerUnprivileged } from "./containerUnprivileged";
import { ecsEfsEncrypted } from "./efsEncrypted";
import { ecsEnvironmentNoSecrets } from "./environmentNoSecrets";
import { ecsExecLogged } from "./execLogged";
import { ecsHostApart } from "./hostApart";
import { ecsInsightsEnabled } from "./insightsEnabled";
import { ecsNetworkAwsvpc } from "./networkAwsvpc";
import { ecsPlatformLatest } from "./platformLatest";
import { ecsProcessesOwn } from "./processesOwn";
import { ecsRolesSeparate } from "./rolesSeparate";
import { ecsRollbackEnabled } from "./rollbackEnabled";
import { ecsRootReadonly } from "./rootReadonly";
import { ecsServicePrivate } from "./servicePrivate";
import { ecsUserNonroot } from "./userNonroot";

export const ecsRules: readonly Rule[] = [
    ecsContainerLogged,
    ecsRootReadonly,
    ecsContainerUnprivileged,
    ecsContainerConfined,
    ecsHostApart,
    ecsUserNonroot,
    ecsNetworkAwsvpc,
    ecsProcessesOwn,
    ecsRolesSeparate,
    ecsEnvironmentNoSecrets,
    ecsEfsEncrypted,
    ecsServicePrivate,
    ecsPlatformLatest,
    ecsRollbackEnabled,
    ecsInsightsEnabled,
    ecsExecLogged,
];
