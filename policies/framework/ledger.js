"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Ledger = void 0;
exports.causeOf = causeOf;
const folding_1 = require("./folding");
const stack_1 = require("./stack");
/** By what entries are told as one. What is exempted, and what only just is not, stands by itself. */
function causeOf({ finding, urn, exemption, hindrance }) {
    const isFolded = finding.cause !== undefined && exemption === undefined && hindrance === undefined;
    return isFolded ? `${urn} ${finding.cause}` : undefined;
}
/** The view that sees the same resources together with others, or fewer of them. */
const OTHER_VIEW = { stack: "environment", environment: "stack" };
/**
 * What the rules said in one run over one stack. A resource that is judged again, as the engine may do, replaces what was said
 * of it before.
 */
class Ledger {
    exemptions;
    /** Inputs of the resources that stack rules look at, by URN. */
    inputs = new Map();
    /** The judgements that gave more than passes. Most gave none, so that what is kept of all is only the number of passes. */
    told = new Map();
    passes = {
        resource: new Map(),
        stack: new Map(),
        environment: new Map(),
    };
    passed = 0;
    views = new WeakMap();
    constructor(exemptions) {
        this.exemptions = exemptions;
    }
    /** The stack as its rules see it: one view for all that are given the same list, so that they share what they index. */
    viewOf(resources) {
        const view = this.views.get(resources) ?? new stack_1.StackView(resources, this.inputs);
        this.views.set(resources, view);
        return view;
    }
    /** Writes down a judgement and returns the verdicts to be reported. */
    write(rule, phase, urn, findings) {
        const earlierTold = this.told.get(`${OTHER_VIEW[phase]} ${rule} ${urn}`) ?? [];
        // What a stack and the environment show alike is told once.
        const isTold = ({ id, verdict }) => earlierTold.some(({ finding }) => finding.id === id && (finding.verdict === "violation" || verdict === "undecided"));
        const entries = findings
            .filter((finding) => finding.verdict !== "pass" && !isTold(finding))
            .map((finding) => {
            if (finding.verdict === "undecided")
                return { rule, urn, finding };
            const cover = this.exemptions.cover({ rule, urn, finding: finding.id });
            return cover.exempted
                ? { rule, urn, finding, exemption: cover.record }
                : { rule, urn, finding, ...(cover.hindrance === undefined ? {} : { hindrance: cover.hindrance }) };
        });
        const byUrn = this.passes[phase].get(rule) ?? new Map();
        this.passes[phase].set(rule, byUrn);
        const earlier = byUrn.get(urn);
        const passed = findings.filter(({ verdict }) => verdict === "pass").length;
        byUrn.set(urn, passed);
        this.passed += passed - (earlier ?? 0);
        if (entries.length > 0)
            this.told.set(`${phase} ${rule} ${urn}`, entries);
        else if (earlier !== undefined)
            this.told.delete(`${phase} ${rule} ${urn}`);
        return entries;
    }
    /** All verdicts that are not passes. */
    entries() {
        return [...this.told.values()].flat();
    }
    counts() {
        const entries = this.entries();
        const undecided = entries.filter(({ finding }) => finding.verdict === "undecided").length;
        const exempted = entries.filter(({ exemption }) => exemption !== undefined).length;
        return {
            passed: this.passed,
            violations: (0, folding_1.foldedBy)(entries, causeOf).length - undecided - exempted,
            undecided,
            exempted,
        };
    }
}
exports.Ledger = Ledger;
