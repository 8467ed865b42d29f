import type { Rule } from "../../framework/rule";
import { stackReferenceCurrent } from "./referenceCurrent";

export const stackRules: readonly Rule[] = [stackReferenceCurrent];
