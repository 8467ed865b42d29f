import type { Rule } from "../../framework/rule";
import { redshiftAuditLogged } from "./auditLogged";
import { redshiftClusterEncrypted } from "./clusterEncrypted";
import { redshiftEndpointPrivate } from "./endpointPrivate";
import { redshiftNamesCustom } from "./namesCustom";
import { redshiftPasswordManaged } from "./passwordManaged";
import { redshiftRoutingEnhanced } from "./routingEnhanced";
import { redshiftSnapshotsKept } from "./snapshotsKept";
import { redshiftTlsRequired } from "./tlsRequired";

export const redshiftRules: readonly Rule[] = [
    redshiftClusterEncrypted,
    redshiftEndpointPrivate,
    redshiftRoutingEnhanced,
    redshiftNamesCustom,
    redshiftPasswordManaged,
    redshiftTlsRequired,
    redshiftSnapshotsKept,
    redshiftAuditLogged,
];
