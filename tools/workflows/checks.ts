import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
    isMap,
    isScalar,
    isSeq,
    LineCounter,
    parseDocument,
    visit,
    type Document,
    type Pair,
    type YAMLMap,
} from "yaml";

/** An action or a workflow of another repository, by commit; the version stands in a comment. */
const PINNED = /^[^@]+@[0-9a-f]{40}$/;
const VERSION = /^ v\d+\.\d+\.\d+$/;

/** A session of a role, as long as AWS has it if nobody asks for more (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html). */
const SESSION_MINUTES = 60;

/** What this repository asks of workflows and no linter does: `file:line: what to do`, one each. */
export function check(workflows: string): string[] {
    return readdirSync(workflows).flatMap((name) => {
        const lines = new LineCounter();
        const document = parseDocument(readFileSync(join(workflows, name), "utf8"), { lineCounter: lines });
        return [...findings(document)].map(({ at, what }) => `${name}:${lines.linePos(at).line}: ${what}`);
    });
}

interface Finding {
    readonly at: number;
    readonly what: string;
}

function* findings(document: Document.Parsed): Iterable<Finding> {
    if (!document.has("permissions")) yield { at: 0, what: "say 'permissions' for the whole workflow" };
    if (document.getIn(["defaults", "run", "shell"]) !== "bash")
        yield { at: 0, what: "say 'defaults: run: shell: bash': else a pipe hides that its first command has failed" };
    const jobs = document.get("jobs");
    for (const { key, value } of isMap(jobs) ? jobs.items : []) {
        if (!isMap(value) || value.has("uses")) continue;
        if (!value.has("timeout-minutes"))
            yield { at: startOf(key), what: `say 'timeout-minutes' of the job '${textOf(key)}'` };
        if (value.getIn(["permissions", "id-token"]) === "write") yield* ofRole(key, value);
    }
    yield* ofPairs(document);
}

/** What is asked of a job that may take a role. */
function* ofRole(key: unknown, job: YAMLMap): Iterable<Finding> {
    if (Number(job.get("timeout-minutes")) > SESSION_MINUTES)
        yield {
            at: startOf(key),
            what: `let the job '${textOf(key)}' end with its role's session, after ${SESSION_MINUTES} minutes`,
        };
    const steps = job.get("steps");
    for (const step of isSeq(steps) ? steps.items : []) {
        const run = isMap(step) ? step.get("run", true) : undefined;
        if (/\bnpm (ci|install)\b(?!.*--ignore-scripts)/.test(textOf(run)))
            yield {
                at: startOf(run),
                what: "install with --ignore-scripts: scripts of packages could take the job's role",
            };
    }
}

function ofPairs(document: Document.Parsed): Finding[] {
    const found: Finding[] = [];
    visit(document, {
        Pair(_, { key, value }: Pair) {
            const text = textOf(value);
            const at = startOf(value);
            if (textOf(key) === "run" && text.includes("${{"))
                found.push({ at, what: "give the script its values by 'env': no expression inside a script" });
            if (textOf(key) !== "uses" || text.startsWith("./")) return;
            if (!PINNED.test(text)) found.push({ at, what: `pin '${text}' to a commit, by its 40 digits` });
            else if (!VERSION.test((isScalar(value) && value.comment) || ""))
                found.push({ at, what: `say which version '${text}' is, in a comment: # v1.2.3` });
        },
    });
    return found;
}

function textOf(node: unknown): string {
    return isScalar(node) && typeof node.value === "string" ? node.value : "";
}

function startOf(node: unknown): number {
    return isScalar(node) ? (node.range?.[0] ?? 0) : 0;
}
