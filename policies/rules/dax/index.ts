import type { Rule } from "../../framework/rule";
import { daxClusterEncrypted } from "./clusterEncrypted";
import { daxEndpointTls } from "./endpointTls";

export const daxRules: readonly Rule[] = [daxClusterEncrypted, daxEndpointTls];
