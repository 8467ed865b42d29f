import builder from "junit-report-builder";
import { foldedFindings, type CheckedFinding, type CheckReport } from "../check";
import { describeUrn } from "./text";

/** A report as JUnit XML: a suite for each stack, a case for each finding; one that passes for each stack without any. */
export function asJunit({ findings, stacks, notes }: CheckReport): string {
    const report = builder.newBuilder();
    for (const { stack } of stacks) {
        const suite = report.testSuite().name(stack);
        const own = foldedFindings(findings).filter((finding) => finding.stack === stack);
        if (own.length === 0) suite.testCase().className("policies").name("every rule passes");
        for (const finding of own) addCase(suite.testCase(), finding);
    }
    const suite = report.testSuite().name("policies");
    for (const { policy, level, message } of notes) {
        const test = suite.testCase().className(policy).name(message);
        if (level !== "advisory") test.failure(message, level);
    }
    return report.build();
}

type TestCase = ReturnType<ReturnType<(typeof builder)["testSuite"]>["testCase"]>;

/** Only what stops a run is a failure; advice and what cannot be decided are told as skipped. */
function addCase(test: TestCase, { rule, urn, finding, verdict, level, message, exemption }: CheckedFinding): void {
    test.className(rule).name(`${describeUrn(urn)} [${finding}]`);
    if (verdict === "exempted") test.standardOutput(`${message} Exempted: ${exemption?.reason ?? ""}`);
    else if (verdict === "violation" && level !== "advisory") test.failure(message, level);
    else test.standardOutput(`${verdict}: ${message}`).skipped();
}
