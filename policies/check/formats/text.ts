import { standingOf } from "../../framework/exemption";
import { grouped } from "../../framework/grouped";
import { foldedFindings, stops, type CheckedFinding, type CheckReport } from "../check";

/** A report for people: what fails first, then advice, what could not be decided, what is exempted, and the counts. */
export function asText({ findings, notes, stacks, failed }: CheckReport): string {
    const told = foldedFindings(findings);
    const of = (verdict: CheckedFinding["verdict"]) => told.filter((finding) => finding.verdict === verdict);
    const problems = notes.filter(({ level }) => level !== "advisory");
    const violations = failingFirst(of("violation"));
    return [
        ...violations.map((finding) => `[${finding.level}] ${line(finding)}`),
        ...problems.map(({ policy, level, message }) => `[${level}] ${policy}: ${message}`),
        ...of("undecided").map((finding) => `[undecided] ${line(finding)}`),
        ...byRecord(of("exempted")).map(
            ({ rule, stack, count, exemption }) =>
                `[exempted] ${rule}: ${stack}: ${count}\n    ${standingOf(exemption)}`,
        ),
        ...stacks.map(
            ({ stack, resources, violations, undecided, exempted: stand, passed }) =>
                `${stack}: ${resources} resources, ${violations} violated, ${undecided} undecided, ${stand} exempted, ${passed} passed`,
        ),
        ...(violations.length === 0 ? [] : ["'platform policy explain RULE' tells a rule's remedy."]),
        failed ? "policy check: failed" : "policy check: ok",
    ].join("\n");
}

function line({ rule, stack, urn, finding, message }: CheckedFinding): string {
    return `${rule}: ${stack}: ${describeUrn(urn)} [${finding}]\n    ${message}`;
}

/** What fails the run before what is advice. */
export function failingFirst(findings: readonly CheckedFinding[]): CheckedFinding[] {
    return [...findings.filter(({ level }) => stops(level)), ...findings.filter(({ level }) => !stops(level))];
}

/** What a record lets stand in a stack, for all findings at once. */
export interface Exempted {
    readonly rule: string;
    readonly stack: string;
    /** For people: `43 findings`. */
    readonly count: string;
    readonly exemption: NonNullable<CheckedFinding["exemption"]>;
}

/** The records that let findings stand. */
export function byRecord(findings: readonly CheckedFinding[]): Exempted[] {
    const groups = grouped(findings, ({ rule, stack, exemption }) => [JSON.stringify([rule, stack, exemption])]);
    return [...groups.values()].map((group) => {
        const { rule, stack, exemption } = group[0];
        return { rule, stack, count: `${group.length} finding${group.length === 1 ? "" : "s"}`, exemption: exemption! };
    });
}

/** `urn:pulumi:dev::platform-data::aws:s3/bucket:Bucket::lake` → `aws:s3/bucket:Bucket lake` */
export function describeUrn(urn: string): string {
    const [, , chain = "", ...name] = urn.split("::");
    return `${chain.slice(chain.lastIndexOf("$") + 1)} ${name.join("::")}`;
}
