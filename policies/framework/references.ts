import type { PolicyComplianceFramework } from "@pulumi/policy";
import { CIS, FOUNDATIONAL, NIST_800_53, SECURITY_HUB, SERVERLESS_LENS, WELL_ARCHITECTED } from "./controls";

/** A control of AWS's Foundational Security Best Practices standard, for example `DynamoDB.2`. */
export const fsbp = referencesTo("AWS Foundational Security Best Practices", "1.0.0", FOUNDATIONAL);

/** A control of Security Hub that the FSBP standard does not include, for example `Lambda.7`. */
export const securityHub = referencesTo("AWS Security Hub controls", "2026-09", SECURITY_HUB);

/** A best practice of the AWS Well-Architected Framework, for example `SEC03-BP02`. */
export const wellArchitected = referencesTo("AWS Well-Architected Framework", "2024-11", WELL_ARCHITECTED);

/** A question of the Well-Architected Serverless Applications Lens, for example `SEC 2`. */
export const serverlessLens = referencesTo(
    "AWS Well-Architected Serverless Applications Lens",
    "2022-07",
    SERVERLESS_LENS,
);

/** A recommendation of the CIS AWS Foundations Benchmark, for example `3.6`. */
export const cis = referencesTo("CIS AWS Foundations Benchmark", "5.0.0", CIS);

/** A control of NIST SP 800-53, for example `AC-6`. */
export const nist80053 = referencesTo("NIST SP 800-53", "Rev. 5", NIST_800_53);

/** Only what the framework's table has can be referred to, and by no other title. */
function referencesTo<Titles extends Readonly<Record<string, string>>>(name: string, version: string, titles: Titles) {
    return (reference: keyof Titles & string): PolicyComplianceFramework => {
        const specification = titles[reference];
        if (specification === undefined)
            throw new Error(
                `${name} has no '${reference}' in policies/framework/controls.ts: correct the id, or add it with its title.`,
            );
        return { name, version, reference, specification };
    };
}
