import { setTimeout as sleep } from "node:timers/promises";
import { interruptAgain, killEngines } from "./engineCommand";
import type { RunReport } from "./report";
import { END_MEBIBYTES, watchSpace } from "./space";

/** How long engines have to end once they are told to, in milliseconds: each tries for minutes to write a state to a full disk. */
const PATIENCE = 10_000;

/** A watch over the disk of a run. */
export interface DiskWatch {
    /** Says in the report of a run that was ended why it was. */
    explain(report: RunReport): RunReport;
    end(): void;
}

/** Ends a run before the disk of its states is full: as if it were interrupted first, and by force when that is too late. */
export function endWhenFull(states: string, interruption: AbortController, mebibytes = END_MEBIBYTES): DiskWatch {
    const ended = new AbortController();
    let problem: string | undefined;
    const force = async () => {
        for (const end of [interruptAgain, killEngines]) {
            await sleep(PATIENCE, undefined, { signal: ended.signal, ref: false });
            end();
        }
    };
    const stop = watchSpace(
        states,
        (free) => {
            problem = `The disk has become full: ${free} MiB are left at ${states}. So the run was ended, as far as it had come. Make room and run the command again.`;
            console.error(problem);
            interruption.abort();
            // At its end, nothing is left to be forced.
            force().catch(() => undefined);
        },
        mebibytes,
    );
    return {
        explain: (report) =>
            problem === undefined
                ? report
                : { ...report, status: "failed", diagnostics: [{ severity: "error", resource: "", message: problem }] },
        end: () => {
            stop();
            ended.abort();
        },
    };
}
