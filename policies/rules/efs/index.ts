import type { Rule } from "../../framework/rule";
import { efsSystemEncrypted } from "./systemEncrypted";

export const efsRules: readonly Rule[] = [efsSystemEncrypted];
