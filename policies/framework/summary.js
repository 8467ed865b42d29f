"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.reportPolicies = void 0;
exports.exemptionsPolicy = exemptionsPolicy;
exports.summaryPolicy = summaryPolicy;
const exemption_1 = require("./exemption");
const parameters_1 = require("./parameters");
const report_1 = require("./report");
const EXEMPTIONS_ID = "policies-exemptions-current";
const SUMMARY_ID = "policies-verdicts-summarised";
const summaryParameters = {
    undecided: {
        type: "string",
        description: "Whether undecided findings are only counted, or fail the run.",
        default: "report",
        enum: ["report", "fail"],
    },
};
/** The policies that report on the run itself, as configuration knows them: by their parameters. */
exports.reportPolicies = {
    [EXEMPTIONS_ID]: {},
    [SUMMARY_ID]: summaryParameters,
};
/** Reports exemptions of the stack that have expired, lack their reason, match nothing or more than they state. */
function exemptionsPolicy(ledger) {
    const description = "Exemptions have a reason, an owner, a ticket and a date to come, and match what they state.";
    return {
        name: EXEMPTIONS_ID,
        displayName: "Exemptions are current",
        description,
        severity: "medium",
        tags: ["policies", "exemptions"],
        remediationSteps: "Remove the record from policies/exemptions.ts, narrow it, or renew it with a new reason.",
        enforcementLevel: "mandatory",
        validateStack: ({ resources }, report) => {
            const [first] = resources;
            if (first === undefined)
                return;
            const undecided = ledger.entries().filter(({ finding }) => finding.verdict === "undecided");
            for (const violation of ledger.exemptions.violations((0, exemption_1.stackOf)(first.urn), undecided)) {
                (0, report_1.reportAt)(report, undefined, { description, message: (0, report_1.exemptionMessage)(violation) });
            }
        },
    };
}
/** Counts what the rules said about the stack. Silent when all of it passed. */
function summaryPolicy(ledger) {
    const description = "The verdicts over the stack are counted.";
    return {
        name: SUMMARY_ID,
        displayName: "Verdicts are summarised",
        description,
        severity: "low",
        tags: ["policies", "summary"],
        enforcementLevel: "advisory",
        configSchema: (0, parameters_1.configSchemaOf)(summaryParameters),
        validateStack: (args, report) => {
            const { passed, violations, undecided, exempted } = ledger.counts();
            const [first] = args.resources;
            if (first === undefined || violations + undecided + exempted === 0)
                return;
            const { undecided: mode } = (0, parameters_1.parametersOf)(SUMMARY_ID, summaryParameters, args.getConfig());
            const fails = mode === "fail" && undecided > 0;
            const counts = `${violations} violated, ${undecided} undecided, ${exempted} exempted, ${passed} passed`;
            (0, report_1.reportAt)(report, fails ? "mandatory" : undefined, {
                description,
                message: fails
                    ? `${(0, exemption_1.stackOf)(first.urn)}: ${counts}. Undecided findings fail this environment.`
                    : `${(0, exemption_1.stackOf)(first.urn)}: ${counts}.`,
            });
        },
    };
}
