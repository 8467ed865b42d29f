import type { Rule } from "../../framework/rule";
import { ecsContainerLogged } from "./containerLogged";
import { ecsContainerUnprivileged } from "./containerUnprivileged";
import { ecsEfsEncrypted } from "./efsEncrypted";
import { ecsEnvironmentNoSecrets } from "./environmentNoSecrets";
import { ecsNetworkAwsvpc } from "./networkAwsvpc";
import { ecsProcessesOwn } from "./processesOwn";
import { ecsRolesSeparate } from "./rolesSeparate";
import { ecsRootReadonly } from "./rootReadonly";
import { ecsUserNonroot } from "./userNonroot";

export const ecsRules: readonly Rule[] = [
    ecsContainerLogged,
    ecsRootReadonly,
    ecsContainerUnprivileged,
    ecsUserNonroot,
    ecsNetworkAwsvpc,
    ecsProcessesOwn,
    ecsRolesSeparate,
    ecsEnvironmentNoSecrets,
    ecsEfsEncrypted,
];
