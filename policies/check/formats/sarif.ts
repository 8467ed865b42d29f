import type { Log, ReportingDescriptor, Result } from "sarif";
import { examplesOf } from "../../examples";
import { standingOf } from "../../framework/exemption";
import type { Rule } from "../../framework/rule";
import { reportPolicies } from "../../framework/summary";
import { foldedFindings, stops, type CheckedFinding, type CheckReport } from "../check";
import { describeUrn } from "./text";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What the reports on the run are about. */
const RECORDS = "policies/exemptions.ts";

/** As code hosting ranks security findings, 0 to 10. */
const SECURITY_SEVERITY = { low: "3.0", medium: "5.5", high: "8.0", critical: "9.5" } as const;

/** The reports on the run itself, of which violations are told as those of rules are. */
const REPORTS: readonly ReportingDescriptor[] = Object.keys(reportPolicies).map((id) => ({
    id,
    defaultConfiguration: { level: "error" },
}));

/**
 * A report in the Static Analysis Results Interchange Format 2.1.0, as code hosting shows it. A finding's place is the layer's
 * folder, since a state knows no line; its fingerprint is made of rule, resource and finding, so that it stays the same
 * finding over time.
 *
 * @param category - tells runs of the same tool apart, such as those of several environments. @default - there is one
 */
export function asSarif(
    { findings, notes }: CheckReport,
    rules: readonly Rule[],
    version: string,
    category?: string,
): string {
    const log: Log = {
        $schema: SCHEMA,
        version: "2.1.0",
        runs: [
            {
                ...(category === undefined ? {} : { automationDetails: { id: `platform-policies/${category}/` } }),
                tool: {
                    driver: {
                        name: "platform-policies",
                        semanticVersion: version,
                        rules: [...rules.map(descriptorOf), ...REPORTS],
                    },
                },
                results: [
                    ...foldedFindings(findings)
                        .filter(({ verdict }) => verdict !== "undecided")
                        .map((finding) => resultOf(finding, rules)),
                    ...notes.filter(({ level }) => stops(level)).map(resultOfNote),
                ],
            },
        ],
    };
    return JSON.stringify(log, null, 4);
}

function descriptorOf(rule: Rule): ReportingDescriptor {
    const { id, displayName, description, remediationSteps, url, severity, tags, level = "mandatory" } = rule;
    const { aws, component } = examplesOf(rule);
    return {
        id,
        name: displayName,
        shortDescription: { text: displayName },
        fullDescription: { text: description },
        helpUri: url,
        help: {
            text: remediationSteps,
            markdown: `${remediationSteps}\n\n\`\`\`ts\n${component ?? aws}\n\`\`\``,
        },
        defaultConfiguration: { level: level === "mandatory" ? "error" : "warning" },
        properties: {
            tags: ["security", ...tags],
            ...(severity === undefined ? {} : { "security-severity": SECURITY_SEVERITY[severity] }),
        },
    };
}

function resultOf(finding: CheckedFinding, rules: readonly Rule[]): Result {
    const { rule, level, stack, urn, message, exemption } = finding;
    const name = describeUrn(urn);
    return {
        ruleId: rule,
        ruleIndex: rules.findIndex(({ id }) => id === rule),
        level: level === "advisory" ? "warning" : "error",
        message: { text: `${name}: ${message}` },
        locations: [
            {
                physicalLocation: { artifactLocation: { uri: placeOf(stack) }, region: { startLine: 1 } },
                logicalLocations: [{ name, fullyQualifiedName: urn, kind: "resource" }],
            },
        ],
        partialFingerprints: { "platformFinding/v1": `${rule} ${urn} ${finding.finding}` },
        ...(exemption === undefined
            ? {}
            : {
                  suppressions: [
                      {
                          kind: "external",
                          status: "accepted",
                          justification: standingOf(exemption),
                      },
                  ],
              }),
    };
}

function resultOfNote({ policy, message }: CheckReport["notes"][number]): Result {
    return {
        ruleId: policy,
        level: "error",
        message: { text: message },
        locations: [{ physicalLocation: { artifactLocation: { uri: RECORDS }, region: { startLine: 1 } } }],
        partialFingerprints: { "platformFinding/v1": `${policy} ${message}` },
    };
}

/** `platform-data/dev` → the layer's program. */
function placeOf(stack: string): string {
    const [project = ""] = stack.split("/");
    const layer = /^platform-(.+)$/.exec(project)?.[1];
    return layer === undefined ? "Pulumi.yaml" : `stacks/${layer}/layer.ts`;
}
