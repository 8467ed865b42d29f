"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Exemptions = void 0;
exports.describeExemption = describeExemption;
exports.stackOf = stackOf;
const glob_1 = require("./glob");
/** Holds the findings of one stack against the records. */
class Exemptions {
    records;
    rules;
    today;
    waiting;
    matches = new Map();
    constructor(records, rules, today, 
    /** Rules that are not judged in this run: records of them wait. */
    waiting = new Set()) {
        this.records = records;
        this.rules = rules;
        this.today = today;
        this.waiting = waiting;
    }
    /** Whether a record covers a finding. Asked twice about the same finding, it counts one match. */
    cover(finding) {
        let hindrance;
        for (const record of this.records.filter((candidate) => covers(candidate, finding))) {
            const matches = this.matchesOf(record);
            matches.add(`${finding.urn} ${finding.finding}`);
            const [problem] = this.problemsOf(record);
            const position = [...matches].indexOf(`${finding.urn} ${finding.finding}`);
            if (problem !== undefined)
                hindrance = problem;
            else if (position >= allowed(record))
                hindrance = `covers more than the ${allowed(record)} it states`;
            else
                return { exempted: true, record };
        }
        return hindrance === undefined ? { exempted: false } : { exempted: false, hindrance };
    }
    /**
     * What is wrong with the records for a stack.
     *
     * @param undecided findings that may still turn into violations: a record that waits for one is not called unused.
     */
    violations(stack, undecided) {
        return this.records
            .filter((record) => record.stacks.some((pattern) => (0, glob_1.matchesGlob)(pattern, stack)))
            .flatMap((record) => {
            const problems = this.problemsOf(record);
            const count = this.matchesOf(record).size;
            if (count > allowed(record))
                problems.push(`covers ${count} findings but states ${allowed(record)}`);
            const waits = this.waiting.has(record.rule);
            if (count === 0 && !waits && !undecided.some((pending) => concerns(record, pending))) {
                problems.push(`matches nothing in ${stack}; remove it`);
            }
            return problems.map((problem) => ({ record, problem }));
        });
    }
    matchesOf(record) {
        const found = this.matches.get(record) ?? new Set();
        this.matches.set(record, found);
        return found;
    }
    /** What is wrong with a record wherever it is used. */
    problemsOf(record) {
        const problems = [];
        if (!this.rules.has(record.rule))
            problems.push("names a rule that does not exist");
        for (const field of ["reason", "owner", "ticket"]) {
            if (record[field].trim() === "")
                problems.push(`has no ${field}`);
        }
        if (!isDate(record.expires))
            problems.push(`has no date in 'expires', but '${record.expires}'`);
        else if (record.expires < this.today)
            problems.push(`expired on ${record.expires}`);
        return problems;
    }
}
exports.Exemptions = Exemptions;
/** A record in one line, for messages. */
function describeExemption({ rule, finding, resource }) {
    return `Exemption of ${resource} from ${rule} (${String(finding)})`;
}
/** `<project>/<stack>` of a URN. */
function stackOf(urn) {
    const [, , stack, project] = urn.split(":").filter((part) => part !== "");
    return `${project}/${stack}`;
}
function covers(record, finding) {
    const named = typeof record.finding === "string" ? record.finding === finding.finding : record.finding.test(finding.finding);
    return named && concerns(record, finding);
}
function concerns(record, { rule, urn }) {
    const subject = record.resource.startsWith("urn:") ? urn : urn.split("::").slice(3).join("::");
    return (record.rule === rule &&
        (0, glob_1.matchesGlob)(record.resource, subject) &&
        record.stacks.some((pattern) => (0, glob_1.matchesGlob)(pattern, stackOf(urn))));
}
function allowed({ maxMatches = 1 }) {
    return maxMatches;
}
function isDate(text) {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
