import { Listr, ListrLogger, ProcessOutput, type ListrTask } from "listr2";
import type { Progress as ProgressStep } from "../../local/shared/progress";
import type { LayerReport } from "../driver/report";
import type { Observer } from "../driver/runOptions";
import type { TargetOptions } from "../driver/target";

interface Row {
    readonly settled: Promise<LayerReport>;
    settle(report: LayerReport): void;
    /** Shows the engine's current step. */
    show: (step: string) => void;
}

/** Prints a step that takes a while on standard error. */
export function tellProgress({ title, detail, expectedSeconds = 0 }: ProgressStep): void {
    const about = [detail ?? [], expectedSeconds < 5 ? [] : `takes about ${duration(expectedSeconds)}`]
        .flat()
        .join(", ");
    console.error(about === "" ? title : `${title} (${about})`);
}

/** Shows on standard error what is being done: standard output carries results only. */
export class Progress {
    private readonly rows = new Map<string, Row>();
    private rendered: Promise<unknown> = Promise.resolve();

    /** For `openTarget`. */
    readonly opening: Pick<TargetOptions, "onProgress" | "onNote"> = {
        onProgress: tellProgress,
        onNote: (note) => console.error(note),
    };

    /** For `runVerb`. */
    readonly observer: Observer = {
        begun: (layers) => this.start(layers),
        progress: (layer, step) => this.rows.get(layer)?.show(step),
        settled: (report) => this.rows.get(report.layer)?.settle(report),
    };

    /** Waits until the last state is shown. */
    async end(): Promise<void> {
        await this.rendered.catch(() => undefined);
    }

    /** Shows one line for each layer. */
    private start(layers: readonly string[]): void {
        for (const layer of layers) {
            let settle!: (report: LayerReport) => void;
            const settled = new Promise<LayerReport>((resolve) => (settle = resolve));
            this.rows.set(layer, { settled, settle, show: () => undefined });
        }
        // Below its layer's line a step needs no name; in a log it does, with other layers' steps around it.
        const isTerminal = process.stderr.isTTY && process.stdout.isTTY;
        const tasks = [...this.rows].map(([title, row]): ListrTask => ({
            title,
            task: async (_context, task) => {
                row.show = (step) => (task.output = isTerminal ? step : `${title}: ${step}`);
                const report = await row.settled;
                const result = describeResult(report);
                if (report.status === "skipped" || report.status === "absent") return task.skip(result);
                if (report.status !== "done" && report.status !== "unchanged") throw new Error(result);
                task.title = `${title}: ${result}`;
            },
        }));
        const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
        this.rendered = new Listr(tasks, {
            concurrent: true,
            exitOnError: false,
            registerSignalListeners: false,
            rendererOptions: { logger, collapseErrors: false, showErrorMessage: false },
            fallbackRenderer: "simple",
            fallbackRendererCondition: () => !isTerminal,
            fallbackRendererOptions: { logger },
        }).run();
    }
}

/** A layer's result in a few words. */
export function describeResult({ status, because, changes, seconds }: LayerReport): string {
    switch (status) {
        case "skipped":
            return `not started, because '${because ?? ""}' failed`;
        case "absent":
            return "not deployed";
        case "failed":
            return `failed after ${seconds} s`;
        case "interrupted":
            return seconds === 0 ? "not started, because the run was interrupted" : "interrupted";
        case "unchanged":
            return "unchanged since its last up";
        case "done":
            return `${describeChanges(changes)} (${seconds} s)`;
    }
}

/** As `create 3, update 1`. */
export function describeChanges(changes: LayerReport["changes"]): string {
    const told = Object.entries(changes).filter(([operation, count]) => operation !== "same" && count > 0);
    return told.length === 0 ? "no changes" : told.map(([operation, count]) => `${operation} ${count}`).join(", ");
}

function duration(seconds: number): string {
    return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}
