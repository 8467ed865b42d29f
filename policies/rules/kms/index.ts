import type { Rule } from "../../framework/rule";
import { kmsDeletionDelayed } from "./deletionDelayed";
import { kmsKeyAdmitsUsers } from "./keyAdmitsUsers";
import { kmsKeyRotation } from "./keyRotation";
import { kmsPolicyClosed } from "./policyClosed";

export const kmsRules: readonly Rule[] = [kmsKeyRotation, kmsPolicyClosed, kmsDeletionDelayed, kmsKeyAdmitsUsers];
