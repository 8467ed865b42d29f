/**
 * Judges states as `platform policy check` does and prints what each part of it takes, as JSON. A process of its own, so that its
 * memory is that of one size of states. Run: `tsx bench/policies/judge.ts STATE.json…`
 */
import { readFileSync } from "node:fs";
import { check } from "../../policies/check/check";
import { readState } from "../../policies/check/state";
import { exemptions } from "../../policies/exemptions";
import type { Rule } from "../../policies/framework/rule";
import { rules } from "../../policies/rules";

/** What a run took. Times are processor time in milliseconds, those of rules time on the clock. */
export interface Judged {
    /** Rules that were run. */
    readonly rules: number;
    /** Reading the files. */
    readonly readMs: number;
    /** Judging, by all rules. */
    readonly judgeMs: number;
    /** In each rule's own code, by its id; the framework's is left out. */
    readonly ruleMs: Readonly<Record<string, number>>;
}

const ruleMs: Record<string, number> = Object.fromEntries(rules.map(({ id }) => [id, 0]));

/** A rule that notes how long it takes. */
function timed(rule: Rule): Rule {
    const noting =
        <A extends unknown[]>(judge: (...args: A) => void) =>
        (...args: A): void => {
            const start = performance.now();
            try {
                judge(...args);
            } finally {
                ruleMs[rule.id] = (ruleMs[rule.id] ?? 0) + performance.now() - start;
            }
        };
    return {
        ...rule,
        ...(rule.resource && { resource: noting(rule.resource.bind(rule)) }),
        ...(rule.stack && { stack: noting(rule.stack.bind(rule)) }),
        ...(rule.environment && { environment: noting(rule.environment.bind(rule)) }),
    };
}

function processorMs(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
}

const start = processorMs();
const states = process.argv.slice(2).map((file) => readState(readFileSync(file, "utf8"), file));
const read = processorMs();
check(states, { rules: rules.map(timed), exemptions });
const judged: Judged = { rules: rules.length, readMs: read - start, judgeMs: processorMs() - read, ruleMs };
console.log(JSON.stringify(judged));
