"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Judges = exports.Judge = void 0;
const reading_1 = require("./reading");
const WEIGHT = { pass: 0, undecided: 1, violation: 2 };
/** The finding of a rule that threw. */
const FAILED = "rule-failed";
/** Collects a rule's verdicts about one resource. Each is decided on its own, so none can hide another. */
class Judge {
    byId = new Map();
    cause;
    /** The verdicts, one for each finding's id: the gravest where the same was judged twice. */
    get findings() {
        return [...this.byId.values()];
    }
    /** Judges one thing. `decide` returns what is wrong, or `undefined`; it may read unknown properties. */
    decide(id, decide) {
        const found = this.attempt(() => (0, reading_1.reading)(decide));
        if (found === undefined)
            return;
        const message = this.read(id, found);
        if (message !== undefined)
            this.violation(id, message);
        else if (!this.byId.has(id))
            this.add({ id, verdict: "pass", message: "" });
    }
    /**
     * Judges the elements of a list one by one, each under its path and what follows it. A list that is not known makes its own
     * path undecided.
     *
     * @param below what is judged within the element, for example `.pointInTimeRecovery`. @default - the element itself
     */
    decideEach(path, list, decide, below = "") {
        this.decide(path, () => {
            for (const [index, found] of (0, reading_1.readingsOf)(list()).entries()) {
                const id = `${path}[${index}]${below}`;
                const element = this.read(id, found);
                if (element !== undefined)
                    this.decide(id, () => decide(element, index));
            }
            return undefined;
        });
    }
    /** The value of a reading; an unknown one makes the finding undecided, text that cannot be read a violation. */
    read(id, found) {
        if (found.known)
            return found.value;
        if (found.problem !== undefined)
            this.add({ ...this.violationOf(id, found.problem), isUnread: true });
        else
            this.add({ id, verdict: "undecided", message: found.path });
        return undefined;
    }
    /** Reports a violation. */
    violation(id, message) {
        this.add(this.violationOf(id, message));
    }
    /** Judges what a part of the resource is to blame for: the violations are told as one, and stay several for exemptions. */
    about(cause, judge) {
        const outer = this.cause;
        this.cause = cause;
        try {
            judge();
        }
        finally {
            this.cause = outer;
        }
    }
    /**
     * Runs what judges. An error becomes a violation, since whether the rule is met is not known; the resources and rules that
     * follow are judged all the same.
     *
     * @throws the SDK's error about a value that is not known yet
     */
    attempt(act) {
        try {
            return act();
        }
        catch (error) {
            if ((0, reading_1.isUnknownValue)(error))
                throw error;
            this.violation(FAILED, `The rule failed on this resource, which may be malformed: ${String(error)}.`);
            return undefined;
        }
    }
    violationOf(id, message) {
        return { id, verdict: "violation", message, ...(this.cause === undefined ? {} : { cause: this.cause }) };
    }
    add(finding) {
        const earlier = this.byId.get(finding.id);
        if (earlier === undefined || WEIGHT[finding.verdict] > WEIGHT[earlier.verdict])
            this.byId.set(finding.id, finding);
    }
}
exports.Judge = Judge;
/** The judges of several resources, each made when it is first asked for. */
class Judges {
    byUrn = new Map();
    /** The judge of a resource. */
    of = ({ urn }) => {
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
    attempt(types, resources, act) {
        const place = resources.find(({ type }) => types.includes(type));
        if (place === undefined)
            return act();
        const judge = new Judge();
        judge.attempt(act);
        for (const { id, message } of judge.findings)
            this.of(place).violation(id, message);
    }
}
exports.Judges = Judges;
