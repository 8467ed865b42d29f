import { grouped } from "../../framework/grouped";
import type { CheckedFinding, CheckReport } from "../check";

/** A report for people: violations first, then what could not be decided, what is exempted, and the counts. */
export function asText({ findings, notes, stacks, failed }: CheckReport): string {
    const of = (verdict: CheckedFinding["verdict"]) => findings.filter((finding) => finding.verdict === verdict);
    const problems = notes.filter(({ level }) => level !== "advisory");
    return [
        ...of("violation").map((finding) => `[${finding.level}] ${line(finding)}`),
        ...problems.map(({ policy, level, message }) => `[${level}] ${policy}: ${message}`),
        ...of("undecided").map((finding) => `[undecided] ${line(finding)}`),
        ...exempted(of("exempted")),
        ...stacks.map(
            ({ stack, resources, violations, undecided, exempted: stand, passed }) =>
                `${stack}: ${resources} resources, ${violations} violated, ${undecided} undecided, ${stand} exempted, ${passed} passed`,
        ),
        failed ? "policy check: failed" : "policy check: ok",
    ].join("\n");
}

function line({ rule, stack, urn, finding, message }: CheckedFinding): string {
    return `${rule}: ${stack}: ${describeUrn(urn)} [${finding}]\n    ${message}`;
}

/** One line for each record: what it lets stand, and why. */
function exempted(findings: readonly CheckedFinding[]): string[] {
    const groups = grouped(findings, ({ rule, stack, exemption }) => [JSON.stringify([rule, stack, exemption])]);
    return [...groups.values()].map((group) => {
        const { rule, stack, exemption } = group[0];
        const { reason, owner, ticket, expires } = exemption!;
        return `[exempted] ${rule}: ${stack}: ${group.length} findings\n    ${reason} (${owner}, ${ticket}, until ${expires})`;
    });
}

/** `urn:pulumi:dev::platform-data::aws:s3/bucket:Bucket::lake` → `aws:s3/bucket:Bucket lake` */
export function describeUrn(urn: string): string {
    const [, , chain = "", ...name] = urn.split("::");
    return `${chain.slice(chain.lastIndexOf("$") + 1)} ${name.join("::")}`;
}
