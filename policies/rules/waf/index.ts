import type { Rule } from "../../framework/rule";
import { wafAclLogged } from "./aclLogged";
import { wafAclNonempty } from "./aclNonempty";
import { wafBadInputsBlocked } from "./badInputsBlocked";
import { wafMetricsEnabled } from "./metricsEnabled";

export const wafRules: readonly Rule[] = [wafAclNonempty, wafAclLogged, wafMetricsEnabled, wafBadInputsBlocked];
