import type { Exemption } from "./framework/exemption";

/** The findings that are let stand, each with its reason. Printed in every run that they apply to. */
export const exemptions: readonly Exemption[] = [];
