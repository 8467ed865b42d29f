import type { PolicyComplianceFramework } from "@pulumi/policy";

/** A control of AWS's Foundational Security Best Practices standard, for example `DynamoDB.2`. */
export function fsbp(reference: string, specification: string): PolicyComplianceFramework {
    return { name: "AWS Foundational Security Best Practices", version: "1.0.0", reference, specification };
}

/** A control of Security Hub that the FSBP standard does not include, for example `Lambda.7`. */
export function securityHub(reference: string, specification: string): PolicyComplianceFramework {
    return { name: "AWS Security Hub controls", version: "2026", reference, specification };
}

/** A best practice of the AWS Well-Architected Framework, for example `SEC03-BP02`. */
export function wellArchitected(reference: string, specification: string): PolicyComplianceFramework {
    return { name: "AWS Well-Architected Framework", version: "2024-11", reference, specification };
}

/** A best practice of the Well-Architected serverless applications lens, for example `SEC 2`. */
export function serverlessLens(reference: string, specification: string): PolicyComplianceFramework {
    return { name: "AWS Well-Architected Serverless Applications Lens", version: "2025", reference, specification };
}

/** A recommendation of the CIS AWS Foundations Benchmark, for example `3.6`. */
export function cis(reference: string, specification: string): PolicyComplianceFramework {
    return { name: "CIS AWS Foundations Benchmark", version: "5.0.0", reference, specification };
}

/** A control of NIST SP 800-53, for example `SC-28`. */
export function nist80053(reference: string, specification: string): PolicyComplianceFramework {
    return { name: "NIST SP 800-53", version: "Rev. 5", reference, specification };
}
