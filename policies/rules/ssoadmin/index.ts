import type { Rule } from "../../framework/rule";
import { ssoadminPermissionSetSession } from "./permissionSetSession";

export const ssoadminRules: readonly Rule[] = [ssoadminPermissionSetSession];
