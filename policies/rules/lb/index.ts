import type { Rule } from "../../framework/rule";
import { lbAccessLogged } from "./accessLogged";
import { lbDeletionProtected } from "./deletionProtected";
import { lbHeadersValidated } from "./headersValidated";
import { lbListenerEncrypted } from "./listenerEncrypted";
import { lbListenerTls } from "./listenerTls";

export const lbRules: readonly Rule[] = [
    lbListenerEncrypted,
    lbListenerTls,
    lbHeadersValidated,
    lbAccessLogged,
    lbDeletionProtected,
];
