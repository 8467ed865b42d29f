import { isUnknownValue, reading, readingsOf, type Reading } from "./reading";

/** What a rule says about one thing. `undecided`: a property that it needs is not known yet. */
type Verdict = "pass" | "violation" | "undecided";

/** One verdict of a rule about one resource. */
export interface Finding {
    /** Names the thing within the resource, for example `Action::s3:*`; exemptions refer to it. */
    readonly id: string;
    readonly verdict: Verdict;
    /** What is wrong, or which property is not known. Empty for a pass. */
    readonly message: string;
    /** Names what within the resource is to blame for a violation, such as a statement of a policy. @default - nothing that others share */
    readonly cause?: string;
    /** Whether it is a violation only because a text cannot be read, of which the rule itself says nothing. @default false */
    readonly isUnread?: boolean;
}

const WEIGHT: Record<Verdict, number> = { pass: 0, undecided: 1, violation: 2 };

/** The finding of a rule that threw. */
const FAILED = "rule-failed";

/** Collects a rule's verdicts about one resource. Each is decided on its own, so none can hide another. */
export class Judge {
    private readonly byId = new Map<string, Finding>();
    private cause: string | undefined;

    /** The verdicts, one for each finding's id: the gravest where the same was judged twice. */
    get findings(): readonly Finding[] {
        return [...this.byId.values()];
    }

    /** Judges one thing. `decide` returns what is wrong, or `undefined`; it may read unknown properties. */
    decide(id: string, decide: () => string | undefined): void {
        const found = this.attempt(() => reading(decide));
        if (found === undefined) return;
        const message = this.read(id, found);
        if (message !== undefined) this.violation(id, message);
        else if (!this.byId.has(id)) this.add({ id, verdict: "pass", message: "" });
    }

    /**
     * Judges the elements of a list one by one, each under its path and what follows it. A list that is not known makes its own
     * path undecided.
     *
     * @param below what is judged within the element, for example `.pointInTimeRecovery`. @default - the element itself
     */
    decideEach<T>(
        path: string,
        list: () => readonly T[] | undefined,
        decide: (element: T, index: number) => string | undefined,
        below = "",
    ): void {
        this.decide(path, () => {
            for (const [index, found] of readingsOf(list()).entries()) {
                const id = `${path}[${index}]${below}`;
                const element = this.read(id, found);
                if (element !== undefined) this.decide(id, () => decide(element, index));
            }
            return undefined;
        });
    }

    /** The value of a reading; an unknown one makes the finding undecided, text that cannot be read a violation. */
    read<T>(id: string, found: Reading<T>): T | undefined {
        if (found.known) return found.value;
        if (found.problem !== undefined) this.add({ ...this.violationOf(id, found.problem), isUnread: true });
        else this.add({ id, verdict: "undecided", message: found.path });
        return undefined;
    }

    /** Reports a violation. */
    violation(id: string, message: string): void {
        this.add(this.violationOf(id, message));
    }

    /** Judges what a part of the resource is to blame for: the violations are told as one, and stay several for exemptions. */
    about(cause: string, judge: () => void): void {
        const outer = this.cause;
        this.cause = cause;
        try {
            judge();
        } finally {
            this.cause = outer;
        }
    }

    /**
     * Runs what judges. An error becomes a violation, since whether the rule is met is not known; the resources and rules that
     * follow are judged all the same.
     *
     * @throws the SDK's error about a value that is not known yet
     */
    attempt<T>(act: () => T): T | undefined {
        try {
            return act();
        } catch (error) {
            if (isUnknownValue(error)) throw error;
            this.violation(FAILED, `The rule failed on this resource, which may be malformed: ${String(error)}.`);
            return undefined;
        }
    }

    private violationOf(id: string, message: string): Finding {
        return { id, verdict: "violation", message, ...(this.cause === undefined ? {} : { cause: this.cause }) };
    }

    private add(finding: Finding): void {
        const earlier = this.byId.get(finding.id);
        if (earlier === undefined || WEIGHT[finding.verdict] > WEIGHT[earlier.verdict])
            this.byId.set(finding.id, finding);
    }
}

/** The judges of several resources, each made when it is first asked for. */
export class Judges {
    readonly byUrn = new Map<string, Judge>();

    /** The judge of a resource. */
    readonly of = ({ urn }: { readonly urn: string }): Judge => {
        const judge = this.byUrn.get(urn) ?? new Judge();
        this.byUrn.set(urn, judge);
        return judge;
    };

    /**
     * Runs a view of several resources. An error outside of what is decided about one becomes a violation of the first resource
     * that is of any of the rule's types.
     *
     * @throws the SDK's error about a value that is not known yet
     */
    attempt(
        types: readonly string[],
        resources: readonly { readonly type: string; readonly urn: string }[],
        act: () => void,
    ) {
        const place = resources.find(({ type }) => types.includes(type));
        if (place === undefined) return act();
        const judge = new Judge();
        judge.attempt(act);
        for (const { id, message } of judge.findings) this.of(place).violation(id, message);
    }
}
