import { matchesGlob } from "./glob";

/**
 * A record that lets one finding stand, for a reason and for a time. Nothing else silences a rule. A record that has expired,
 * that lacks its reason, that matches nothing or more than it says is a violation itself.
 */
export interface Exemption {
    /** Id of the rule. */
    readonly rule: string;
    /** Id of the finding, exactly as it is reported (`Resource::*#kms:Decrypt`), or an expression for several. */
    readonly finding: string | RegExp;
    /** Logical name of the resource, or its URN; `*` stands for any characters. */
    readonly resource: string;
    /** Stacks as `<project>/<stack>`; `*` stands for any characters, `!` before it takes out. In each of them the record must match something. */
    readonly stacks: readonly [string, ...string[]];
    /** Why the finding is right as it is, in a sentence. */
    readonly reason: string;
    /** Who answers for it. */
    readonly owner: string;
    /** Where it was discussed. */
    readonly ticket: string;
    /** The last day on which it holds, `YYYY-MM-DD`. */
    readonly expires: string;
    /** How many findings it may cover in a stack. @default 1 */
    readonly maxMatches?: number;
}

/** What reports say of a record. */
export type Standing = Pick<Exemption, "reason" | "owner" | "ticket" | "expires">;

/** What an exemption is held against. */
export interface ExemptibleFinding {
    readonly rule: string;
    readonly finding: string;
    readonly urn: string;
}

/** The answer to whether a finding is exempted: by a record, or not, with what hinders a record that would match. */
export type Cover =
    { readonly exempted: true; readonly record: Exemption } | { readonly exempted: false; readonly hindrance?: string };

/** Holds the findings of one stack against the records. */
export class Exemptions {
    private readonly matches = new Map<Exemption, Set<string>>();

    constructor(
        private readonly records: readonly Exemption[],
        private readonly rules: ReadonlySet<string>,
        private readonly today: string,
        /** Rules that are not judged in this run: records of them wait. */
        private readonly waiting: ReadonlySet<string> = new Set(),
    ) {}

    /** Whether a record covers a finding. Asked twice about the same finding, it counts one match. */
    cover(finding: ExemptibleFinding): Cover {
        let hindrance: string | undefined;
        for (const record of this.records.filter((candidate) => covers(candidate, finding))) {
            const matches = this.matchesOf(record);
            matches.add(`${finding.urn} ${finding.finding}`);
            const [problem] = this.problemsOf(record);
            const position = [...matches].indexOf(`${finding.urn} ${finding.finding}`);
            if (problem !== undefined) hindrance = problem;
            else if (position >= allowed(record)) hindrance = `covers more than the ${allowed(record)} it states`;
            else return { exempted: true, record };
        }
        return hindrance === undefined ? { exempted: false } : { exempted: false, hindrance };
    }

    /**
     * What is wrong with the records for a stack.
     *
     * @param undecided findings that may still turn into violations: a record that waits for one is not called unused.
     */
    violations(
        stack: string,
        undecided: readonly Omit<ExemptibleFinding, "finding">[],
    ): { record: Exemption; problem: string }[] {
        return this.records
            .filter((record) => isFor(record, stack))
            .flatMap((record) => {
                const problems = this.problemsOf(record);
                const count = this.matchesOf(record).size;
                if (count > allowed(record)) problems.push(`covers ${count} findings but states ${allowed(record)}`);
                const waits = this.waiting.has(record.rule);
                if (count === 0 && !waits && !undecided.some((pending) => concerns(record, pending))) {
                    problems.push(`matches nothing in ${stack}; remove it`);
                }
                return problems.map((problem) => ({ record, problem }));
            });
    }

    private matchesOf(record: Exemption): Set<string> {
        const found = this.matches.get(record) ?? new Set();
        this.matches.set(record, found);
        return found;
    }

    /** What is wrong with a record wherever it is used. */
    private problemsOf(record: Exemption): string[] {
        const problems: string[] = [];
        if (!this.rules.has(record.rule)) problems.push("names a rule that does not exist");
        for (const field of ["reason", "owner", "ticket"] as const) {
            if (record[field].trim() === "") problems.push(`has no ${field}`);
        }
        if (!isDate(record.expires)) problems.push(`has no date in 'expires', but '${record.expires}'`);
        else if (record.expires < this.today) problems.push(`expired on ${record.expires}`);
        return problems;
    }
}

/** A record in one line, for messages. */
export function describeExemption({ rule, finding, resource }: Exemption): string {
    return `Exemption of ${resource} from ${rule} (${String(finding)})`;
}

/** Why a record lets something stand, who answers for it, and for how long. */
export function standingOf({ reason, owner, ticket, expires }: Standing): string {
    return `${reason} (${owner}, ${ticket}, until ${expires})`;
}

/** `<project>/<stack>` of a URN. */
export function stackOf(urn: string): string {
    const [, , stack, project] = urn.split(":").filter((part) => part !== "");
    return `${project}/${stack}`;
}

function covers(record: Exemption, finding: ExemptibleFinding): boolean {
    const named =
        typeof record.finding === "string" ? record.finding === finding.finding : record.finding.test(finding.finding);
    return named && concerns(record, finding);
}

function concerns(record: Exemption, { rule, urn }: Omit<ExemptibleFinding, "finding">): boolean {
    const subject = record.resource.startsWith("urn:") ? urn : urn.split("::").slice(3).join("::");
    return record.rule === rule && matchesGlob(record.resource, subject) && isFor(record, stackOf(urn));
}

function isFor({ stacks }: Exemption, stack: string): boolean {
    const isTakenOut = stacks.some((pattern) => pattern.startsWith("!") && matchesGlob(pattern.slice(1), stack));
    return !isTakenOut && stacks.some((pattern) => matchesGlob(pattern, stack));
}

function allowed({ maxMatches = 1 }: Exemption): number {
    return maxMatches;
}

function isDate(text: string): boolean {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
