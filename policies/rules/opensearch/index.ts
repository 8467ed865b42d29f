import type { Rule } from "../../framework/rule";
import { opensearchCollectionPrivate } from "./collectionPrivate";
import { opensearchCollectionEncrypted } from "./collectionEncrypted";
import { opensearchPolicyPrivate } from "./policyPrivate";
import { opensearchAccessFineGrained } from "./accessFineGrained";
import { opensearchDomainEncrypted } from "./domainEncrypted";
import { opensearchHttpsEnforced } from "./httpsEnforced";
import { opensearchLogsPublished } from "./logsPublished";
import { opensearchNetworkPrivate } from "./networkPrivate";
import { opensearchNodesEncrypted } from "./nodesEncrypted";
import { opensearchNodesRedundant } from "./nodesRedundant";

export const opensearchRules: readonly Rule[] = [
    opensearchDomainEncrypted,
    opensearchNodesEncrypted,
    opensearchAccessFineGrained,
    opensearchHttpsEnforced,
    opensearchNetworkPrivate,
    opensearchLogsPublished,
    opensearchNodesRedundant,
    opensearchPolicyPrivate,
    opensearchCollectionEncrypted,
    opensearchCollectionPrivate,
];
