import type { Rule } from "../../framework/rule";
import { snsDeliveryLogged } from "./deliveryLogged";
import { snsPolicyPrivate } from "./policyPrivate";
import { snsSubscriptionFailuresKept } from "./subscriptionFailuresKept";
import { snsTlsOnly } from "./tlsOnly";
import { snsTopicEncrypted } from "./topicEncrypted";

export const snsRules: readonly Rule[] = [
    snsPolicyPrivate,
    snsTlsOnly,
    snsTopicEncrypted,
    snsSubscriptionFailuresKept,
    snsDeliveryLogged,
];
