import { type Exemptions, type Exemption } from "./exemption";
import type { PolicyResource } from "@pulumi/policy";
import { foldedBy } from "./folding";
import type { Finding } from "./judge";
import { StackView } from "./stack";

/** A verdict that is not a pass, with what became of it. */
export interface Entry {
    readonly rule: string;
    readonly urn: string;
    readonly finding: Finding;
    /** The record that lets a violation stand. */
    readonly exemption?: Exemption;
    /** Why a record that names the finding does not apply. */
    readonly hindrance?: string;
}

/** The number of findings by what became of them. */
export interface Counts {
    readonly passed: number;
    /** What is to blame counts once, however many findings there are about it. */
    readonly violations: number;
    readonly undecided: number;
    readonly exempted: number;
}

/** By what entries are told as one. What is exempted, and what only just is not, stands by itself. */
export function causeOf({ finding, urn, exemption, hindrance }: Entry): string | undefined {
    const isFolded = finding.cause !== undefined && exemption === undefined && hindrance === undefined;
    return isFolded ? `${urn} ${finding.cause}` : undefined;
}

/** Which of a rule's views gave the findings. */
export type Phase = "resource" | "stack" | "environment";

/** The view that sees the same resources together with others, or fewer of them. */
const OTHER_VIEW: Readonly<Partial<Record<Phase, Phase>>> = { stack: "environment", environment: "stack" };

/**
 * What the rules said in one run over one stack. A resource that is judged again, as the engine may do, replaces what was said
 * of it before.
 */
export class Ledger {
    /** Inputs of the resources that stack rules look at, by URN. */
    readonly inputs = new Map<string, Record<string, any>>();
    /** The judgements that gave more than passes. Most gave none, so that what is kept of all is only the number of passes. */
    private readonly told = new Map<string, readonly Entry[]>();
    private readonly passes: Readonly<Record<Phase, Map<string, Map<string, number>>>> = {
        resource: new Map(),
        stack: new Map(),
        environment: new Map(),
    };
    private passed = 0;
    /** Ids of what passes in the environment, which is judged before the stacks and may see what each of them leaves open. */
    private readonly settled = new Map<string, ReadonlySet<string>>();

    private readonly views = new WeakMap<readonly PolicyResource[], StackView>();

    constructor(readonly exemptions: Exemptions) {}

    /** The stack as its rules see it: one view for all that are given the same list, so that they share what they index. */
    viewOf(resources: readonly PolicyResource[]): StackView {
        const view = this.views.get(resources) ?? new StackView(resources, this.inputs);
        this.views.set(resources, view);
        return view;
    }

    /** Writes down a judgement and returns the verdicts to be reported. */
    write(rule: string, phase: Phase, urn: string, findings: readonly Finding[]): readonly Entry[] {
        const earlierTold = this.told.get(`${OTHER_VIEW[phase]} ${rule} ${urn}`) ?? [];
        // What a stack and the environment show alike is told once.
        const isTold = ({ id, verdict }: Finding) =>
            (phase === "stack" && verdict === "undecided" && this.settled.get(`${rule} ${urn}`)?.has(id) === true) ||
            earlierTold.some(
                ({ finding }) => finding.id === id && (finding.verdict === "violation" || verdict === "undecided"),
            );
        const entries = findings
            .filter((finding) => finding.verdict !== "pass" && !isTold(finding))
            .map((finding): Entry => {
                if (finding.verdict === "undecided") return { rule, urn, finding };
                const cover = this.exemptions.cover({ rule, urn, finding: finding.id });
                return cover.exempted
                    ? { rule, urn, finding, exemption: cover.record }
                    : { rule, urn, finding, ...(cover.hindrance === undefined ? {} : { hindrance: cover.hindrance }) };
            });
        const byUrn = this.passes[phase].get(rule) ?? new Map<string, number>();
        this.passes[phase].set(rule, byUrn);
        const earlier = byUrn.get(urn);
        const passing = findings.filter(({ verdict }) => verdict === "pass");
        const passed = passing.length;
        byUrn.set(urn, passed);
        if (phase === "environment") this.settled.set(`${rule} ${urn}`, new Set(passing.map(({ id }) => id)));
        this.passed += passed - (earlier ?? 0);
        if (entries.length > 0) this.told.set(`${phase} ${rule} ${urn}`, entries);
        else if (earlier !== undefined) this.told.delete(`${phase} ${rule} ${urn}`);
        return entries;
    }

    /** All verdicts that are not passes. */
    entries(): readonly Entry[] {
        return [...this.told.values()].flat();
    }

    counts(): Counts {
        const entries = this.entries();
        const undecided = entries.filter(({ finding }) => finding.verdict === "undecided").length;
        const exempted = entries.filter(({ exemption }) => exemption !== undefined).length;
        return {
            passed: this.passed,
            violations: foldedBy(entries, causeOf).length - undecided - exempted,
            undecided,
            exempted,
        };
    }
}
