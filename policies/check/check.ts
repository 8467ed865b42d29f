import type { EnforcementLevel, Severity } from "@pulumi/policy";
import { judgeEnvironment } from "../framework/environment";
import { evaluate, levelOf, type PackConfig } from "../framework/evaluate";
import { stackOf, type Exemption, type Standing } from "../framework/exemption";
import { andOthers, foldedBy } from "../framework/folding";
import { grouped } from "../framework/grouped";
import { causeOf, type Counts, type Entry } from "../framework/ledger";
import { createPack, type Pack } from "../framework/policies";
import { sentencesOf } from "../framework/report";
import type { Rule } from "../framework/rule";
import type { StackState } from "./state";

/** One verdict that is not a pass. */
export interface CheckedFinding {
    readonly rule: string;
    readonly level: EnforcementLevel;
    readonly severity: Severity;
    readonly verdict: "violation" | "undecided" | "exempted";
    /** `<project>/<stack>` */
    readonly stack: string;
    readonly urn: string;
    /** Names the thing within the resource; exemptions refer to it. */
    readonly finding: string;
    /** What is wrong, or which property is not known. */
    readonly message: string;
    /** What within the resource is to blame: {@link foldedFindings} tells as one what has the same. @default - nothing that others share */
    readonly cause?: string;
    /** The record that lets it stand. */
    readonly exemption?: Standing;
}

/** What the rules say about the layers of an environment. */
export interface CheckReport {
    readonly stacks: readonly (Counts & { readonly stack: string; readonly resources: number })[];
    readonly findings: readonly CheckedFinding[];
    /** What the reports on the run itself say: exemptions that are not current, counts. */
    readonly notes: readonly { readonly policy: string; readonly level: EnforcementLevel; readonly message: string }[];
    /** Whether something mandatory is violated. */
    readonly failed: boolean;
}

/** What to judge by. */
export interface CheckOptions {
    readonly rules: readonly Rule[];
    readonly exemptions: readonly Exemption[];
    readonly config?: PackConfig;
    /** Day by which exemptions expire, `YYYY-MM-DD`. @default - the current day in UTC */
    readonly today?: string;
}

/** Judges the states of an environment's layers: each by itself, as the engine does, and all together. */
export function check(
    states: readonly StackState[],
    { rules, exemptions, config = {}, today }: CheckOptions,
): CheckReport {
    const packs = new Map<string, Pack>(
        states.map(({ stack }) => [stack, createPack(rules, exemptions, { today, withEnvironment: true })]),
    );
    const packOf = (urn: string) => packs.get(stackOf(urn))!;
    const together = judgeEnvironment(
        rules,
        (urn) => packOf(urn).ledger,
        states.flatMap(({ resources }) => resources),
        config,
    );
    const byStack = grouped(together, ({ urn }) => (urn === undefined ? [] : [stackOf(urn)]));
    const told = states.flatMap(({ stack, resources }) => [
        ...(byStack.get(stack) ?? []),
        ...evaluate(packs.get(stack)!, resources, config),
    ]);
    const findings = told.flatMap(({ entries }) => entries).map(findingBy(rules, config));
    const notes = told
        .filter(({ entries }) => entries.length === 0)
        .map(({ policy, level, message }) => ({ policy, level, message }));
    return {
        stacks: states.map(({ stack, resources }) => ({
            stack,
            resources: resources.length,
            ...packs.get(stack)!.ledger.counts(),
        })),
        findings,
        notes,
        failed:
            findings.some(({ verdict, level }) => verdict === "violation" && stops(level)) ||
            notes.some(({ level }) => stops(level)),
    };
}

/** Whether violations of such a rule fail a run. */
export function stops(level: EnforcementLevel): boolean {
    return level === "mandatory" || level === "remediate";
}

/** The order in which findings of one cause are told: what fails, then what is gravest, then as the rules are. */
const GRAVEST_FIRST: readonly Severity[] = ["critical", "high", "medium", "low"];

/**
 * Findings for people: of violations by the same cause the gravest, which tells of the others. The level of each is known here, so
 * that none is hidden behind one that fails no run.
 */
export function foldedFindings(findings: readonly CheckedFinding[]): CheckedFinding[] {
    const places = new Map(findings.map((finding, index) => [finding, index]));
    const rank = ({ level, severity }: CheckedFinding) =>
        (stops(level) ? 0 : GRAVEST_FIRST.length) + GRAVEST_FIRST.indexOf(severity);
    const causeIn = ({ stack, urn, cause }: CheckedFinding) =>
        cause === undefined ? undefined : `${stack} ${urn} ${cause}`;
    return foldedBy(
        findings.toSorted((left, right) => rank(left) - rank(right)),
        causeIn,
    )
        .toSorted((left, right) => places.get(left.head)! - places.get(right.head)!)
        .map(({ head, others }) => ({
            ...head,
            message: `${head.message}${andOthers(head.cause, namesOf(others), others.length)}`,
        }));
}

/** Findings by their rules. */
function namesOf(findings: readonly CheckedFinding[]): string[] {
    return [...grouped(findings, ({ rule }) => [rule])].map(([rule, of]) =>
        of.length === 1 ? `${rule} [${of[0]?.finding}]` : `${rule} (${of.length})`,
    );
}

/** The finding of a verdict, by the level and the severity of its rule. */
function findingBy(rules: readonly Rule[], config: PackConfig): (entry: Entry) => CheckedFinding {
    const standings = new Map(
        rules.map(({ id, level = "mandatory", severity }) => [
            id,
            { level: levelOf({ name: id, enforcementLevel: level }, config), severity },
        ]),
    );
    return (entry) => {
        const { rule, urn, finding, exemption } = entry;
        const base = { rule, ...standings.get(rule)!, stack: stackOf(urn), urn, finding: finding.id };
        const message = sentencesOf(entry).join(" ");
        if (exemption !== undefined) {
            const { reason, owner, ticket, expires } = exemption;
            return { ...base, verdict: "exempted", message, exemption: { reason, owner, ticket, expires } };
        }
        const cause = causeOf(entry) === undefined ? {} : { cause: finding.cause! };
        const verdict = finding.verdict === "undecided" ? "undecided" : "violation";
        return { ...base, verdict, message, ...cause };
    };
}
