import type { Diagnostic, Remediation, Violation } from "./engineEvents";
import type { CostReport } from "../cost/cost";

import type { TakenAway } from "./takenAway";

/** What the engine is asked to do with every layer. */
export type Verb = "up" | "preview" | "destroy" | "refresh";

/** How one layer fared. */
export interface LayerReport {
    readonly layer: string;
    /**
     * `absent`: there was nothing to destroy or refresh. `unchanged`: the engine was not asked, since nothing that an update
     * depends on is different from the last one, whose report this is.
     */
    readonly status: "done" | "unchanged" | "failed" | "skipped" | "interrupted" | "absent";
    /** The layer whose failure kept this one from starting. */
    readonly because?: string;
    /** Of a failed update: it only could not delete, and is run again when its readers are up to date. @default false */
    readonly undeleted?: boolean;
    readonly seconds: number;
    /** Number of resources by operation: `create`, `update`, `delete`, `same`, … */
    readonly changes: Readonly<Record<string, number>>;
    readonly diagnostics: readonly Diagnostic[];
    readonly violations: readonly Violation[];
    readonly remediations: readonly Remediation[];
    /** Values that stood in for what the upstream layers do not publish yet, as `layer.output`. */
    readonly placeholders: readonly string[];
    /** What of that which it publishes an update would take away although deployed layers use it; of a preview only. */
    readonly takesAway: readonly TakenAway[];
    /** Types of its resources that the embedded environment only records, with nothing behind them. */
    readonly recorded: readonly string[];
    /** Stack outputs; secret ones as `[secret]`. */
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** The backend refused, because another run holds the stack. */
    readonly locked: boolean;
}

/** Whether a layer is as its program says. */
export function isUp({ status }: LayerReport): boolean {
    return status === "done" || status === "unchanged";
}

/** What went wrong in which layer, warnings apart. */
export function errorsIn({ layers }: RunReport): readonly { readonly layer: string; readonly message: string }[] {
    return layers.flatMap(({ layer, diagnostics }) =>
        diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => ({ layer, message })),
    );
}

/** How a run over the environment fared. */
export interface RunReport {
    readonly environment: string;
    readonly verb: Verb;
    /** `interrupted` when a layer was, whatever became of the others: what failed may have failed for that. */
    readonly status: "ok" | "failed" | "interrupted";
    readonly seconds: number;
    /** What is wrong with the environment as a whole. @default - nothing */
    readonly diagnostics?: readonly Diagnostic[];
    /** In dependency order; reversed for `destroy`. */
    readonly layers: readonly LayerReport[];
    /** Layers that run by hand only, and therefore did not; on AWS. @default - none */
    readonly leftOut?: readonly string[];
    /** What the layers cost while nothing happens, when that was asked for. */
    readonly cost?: CostReport;
}
