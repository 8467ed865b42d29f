import type { Rule } from "../../framework/rule";
import { stackReferenceCurrent } from "./referenceCurrent";
import { stackSnapshotWhole } from "./snapshotWhole";

export const stackRules: readonly Rule[] = [stackReferenceCurrent, stackSnapshotWhole];
