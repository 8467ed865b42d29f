/**
 * Stands for `@pulumi/pulumi` in the built pack: the two modules of it that the policy SDK uses. Its index would load the
 * Automation API and dynamic providers too.
 */
export * as asset from "@pulumi/pulumi/asset";
export { Output } from "@pulumi/pulumi/output";
