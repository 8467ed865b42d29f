import type { Rule } from "../../framework/rule";
import { tagsRequiredPresent } from "./requiredPresent";

export const tagsRules: readonly Rule[] = [tagsRequiredPresent];
