import type { StackValidationPolicy } from "@pulumi/policy";
import { describeExemption, stackOf } from "./exemption";
import type { Ledger } from "./ledger";
import { configSchemaOf, parametersOf, type ParameterSchemas } from "./parameters";
import { tell } from "./report";

const EXEMPTIONS_ID = "policies-exemptions-current";
const SUMMARY_ID = "policies-verdicts-summarised";

const summaryParameters = {
    undecided: {
        type: "string",
        description: "Whether undecided findings are only counted, or fail the run.",
        default: "report",
        enum: ["report", "fail"],
    },
} as const satisfies ParameterSchemas;

/** The policies that report on the run itself, as configuration knows them: by their parameters. */
export const reportPolicies: Readonly<Record<string, ParameterSchemas>> = {
    [EXEMPTIONS_ID]: {},
    [SUMMARY_ID]: summaryParameters,
};

/** Reports exemptions of the stack that have expired, lack their reason, match nothing or more than they state. */
export function exemptionsPolicy(ledger: Ledger): StackValidationPolicy {
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
            if (first === undefined) return;
            const undecided = ledger.entries().filter(({ finding }) => finding.verdict === "undecided");
            for (const { record, problem } of ledger.exemptions.violations(stackOf(first.urn), undecided))
                tell(report, { description, message: `${describeExemption(record)} ${problem}.` });
        },
    };
}

/** Counts what the rules said about the stack. Silent when all of it passed. */
export function summaryPolicy(ledger: Ledger): StackValidationPolicy {
    const description = "The verdicts over the stack are counted.";
    return {
        name: SUMMARY_ID,
        displayName: "Verdicts are summarised",
        description,
        severity: "low",
        tags: ["policies", "summary"],
        enforcementLevel: "advisory",
        configSchema: configSchemaOf(summaryParameters),
        validateStack: (args, report) => {
            const { passed, violations, undecided, exempted } = ledger.counts();
            const [first] = args.resources;
            if (first === undefined || violations + undecided + exempted === 0) return;
            const { undecided: mode } = parametersOf(SUMMARY_ID, summaryParameters, args.getConfig());
            const fails = mode === "fail" && undecided > 0;
            const counts = `${violations} violated, ${undecided} undecided, ${exempted} exempted, ${passed} passed`;
            const why = exempted > 0 ? " Why what is exempted may stand, policies/exemptions.ts says." : "";
            const message = `${stackOf(first.urn)}: ${counts}.${why}`;
            tell(
                report,
                fails
                    ? {
                          description,
                          message: `${message} Undecided findings fail this environment.`,
                          enforcementLevel: "mandatory",
                      }
                    : { description, message },
            );
        },
    };
}
