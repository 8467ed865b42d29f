import type { Expressions, Status } from "./expressions";
import { JobRun, type JobResult, type Machine, type Result } from "./jobRun";
import { combinations, inOrder, neededBy, type Job, type Workflow } from "./workflow";

/** What happened, as GitHub would tell it. */
export interface Event {
    /** The event's name, such as `pull_request`. */
    readonly name: string;
    /** What `github.event` is. */
    readonly payload: Readonly<Record<string, unknown>>;
    /** Further members of the context `github`: `ref`, `sha`, `head_ref` and so on. */
    readonly github?: Readonly<Record<string, string>>;
}

/** Runs workflows as GitHub does, one step after the other, on this machine. */
export class Runner {
    /** How many runs there were: the number of the last one. */
    runs = 0;

    constructor(
        private readonly machine: Machine,
        private readonly expressions: Expressions,
    ) {}

    /**
     * Runs the jobs of a workflow.
     *
     * @param only - the part of a matrix that is run
     * @returns what came of each, of all its combinations together
     */
    run(workflow: Workflow, event: Event, only: Readonly<Record<string, unknown>> = {}): Record<string, JobResult> {
        const id = String(++this.runs);
        const { name, payload, github: more } = event;
        const { repository } = this.machine;
        const github = {
            ...{ event: payload, event_name: name, repository, repository_owner: repository.split("/")[0] },
            ...{ run_id: id, run_number: id, run_attempt: "1", server_url: "https://github.com", token: "a-token" },
            ...{ workflow: workflow.name ?? "", actor: "somebody", api_url: "https://api.github.com", ...more },
        };
        const results: Record<string, JobResult> = {};
        for (const [jobName, job] of inOrder(workflow.jobs)) {
            const needs = Object.fromEntries(neededBy(job).map((needed) => [needed, results[needed]]));
            const contexts = {
                github,
                needs,
                vars: this.machine.vars,
                secrets: { GITHUB_TOKEN: github.token },
                inputs: payload.inputs ?? {},
            };
            const before = ancestors(workflow, job).map((each) => results[each].result);
            if (!this.expressions.isMet(job.if, contexts, statusOf(before))) {
                results[jobName] = { result: "skipped", outputs: {}, log: "", summary: "" };
                continue;
            }
            const all = combinations(this.expressions.value(job.strategy?.matrix, contexts))
                .filter((matrix) =>
                    Object.entries(only).every(([key, value]) => !(key in matrix) || matrix[key] === value),
                )
                .map((matrix) =>
                    new JobRun(this.machine, this.expressions, workflow, job, jobName).run({ ...contexts, matrix }),
                );
            results[jobName] = all.reduce((one, other) => ({
                result: one.result === "success" ? other.result : one.result,
                outputs: { ...one.outputs, ...other.outputs },
                log: one.log + other.log,
                summary: one.summary + other.summary,
            }));
        }
        return results;
    }
}

function ancestors({ jobs }: Workflow, job: Job): string[] {
    return neededBy(job).flatMap((name) => [name, ...ancestors({ jobs } as Workflow, jobs[name])]);
}

function statusOf(results: readonly Result[]): Status {
    if (results.includes("failure")) return "failure";
    return results.includes("skipped") ? "skipped" : "success";
}
