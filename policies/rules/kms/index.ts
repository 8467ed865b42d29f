import type { Rule } from "../../framework/rule";
import { kmsKeyRotation } from "./keyRotation";

export const kmsRules: readonly Rule[] = [kmsKeyRotation];
