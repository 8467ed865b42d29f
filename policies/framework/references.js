"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.nist80053 = exports.cis = exports.serverlessLens = exports.wellArchitected = exports.securityHub = exports.fsbp = void 0;
const controls_1 = require("./controls");
/** A control of AWS's Foundational Security Best Practices standard, for example `DynamoDB.2`. */
exports.fsbp = referencesTo("AWS Foundational Security Best Practices", "1.0.0", controls_1.FOUNDATIONAL);
/** A control of Security Hub that the FSBP standard does not include, for example `Lambda.7`. */
exports.securityHub = referencesTo("AWS Security Hub controls", "2026-09", controls_1.SECURITY_HUB);
/** A best practice of the AWS Well-Architected Framework, for example `SEC03-BP02`. */
exports.wellArchitected = referencesTo("AWS Well-Architected Framework", "2024-11", controls_1.WELL_ARCHITECTED);
/** A question of the Well-Architected Serverless Applications Lens, for example `SEC 2`. */
exports.serverlessLens = referencesTo("AWS Well-Architected Serverless Applications Lens", "2022-07", controls_1.SERVERLESS_LENS);
/** A recommendation of the CIS AWS Foundations Benchmark, for example `3.6`. */
exports.cis = referencesTo("CIS AWS Foundations Benchmark", "5.0.0", controls_1.CIS);
/** A control of NIST SP 800-53, for example `AC-6`. */
exports.nist80053 = referencesTo("NIST SP 800-53", "Rev. 5", controls_1.NIST_800_53);
/** Only what the framework's table has can be referred to, and by no other title. */
function referencesTo(name, version, titles) {
    return (reference) => {
        const specification = titles[reference];
        if (specification === undefined)
            throw new Error(`${name} has no '${reference}' in policies/framework/controls.ts: correct the id, or add it with its title.`);
        return { name, version, reference, specification };
    };
}
