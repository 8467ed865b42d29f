import type * as emulatorModule from "../../local/emulator";
import { later } from "../later";
import type { Diagnostic } from "./engineEvents";
import type { LayerReport, RunReport } from "./report";

const emulator = later<typeof emulatorModule>(__filename, "../../local/emulator");

/** As the SDKs and Node.js say that nobody is there any more. */
const UNANSWERED = /ECONNREFUSED|ECONNRESET|EPIPE|socket hang up/;

/** Says in a failed run's report that one of the emulators ended meanwhile, when one did, in place of each call that failed for it. */
export async function explainLostEmulator(report: RunReport, directory: string): Promise<RunReport> {
    if (report.status !== "failed" || firstUnanswered(report.layers) === undefined) return report;
    const { emulatorLogs, emulatorStatus, layoutOf, PROCESSES, processNames } = emulator();
    const { processes } = await emulatorStatus(directory);
    const lost = processNames.find((name) => PROCESSES[name].answers && processes[name] === undefined);
    if (lost === undefined) return report;
    const { [lost]: lastLines } = await emulatorLogs(directory, 8);
    const message = `${PROCESSES[lost].role} ended in the middle of the run, so that calls to it failed; below is the first of them.
Run the command again: it starts the emulator and goes on. The last lines of ${layoutOf(directory).log(lost)}:
${lastLines.replace(/^/gm, "  ")}`;
    return { ...report, layers: withDiagnosis(report.layers, { severity: "error", resource: "", message }) };
}

/**
 * Fails the report of an `up` during which one of the environment's processes ended, whatever the layers say: what it was to do,
 * nobody does.
 */
export async function explainLostCompanions(report: RunReport, directory: string): Promise<RunReport> {
    if (report.verb !== "up") return report;
    const { emulatorLogs, emulatorStatus, layoutOf, PROCESSES, processNames } = emulator();
    const { processes } = await emulatorStatus(directory);
    // Of those that answer, failed layers have told already.
    const needed = processNames.filter((name) => report.status === "ok" || PROCESSES[name].answers === undefined);
    const lost = needed.filter((name) => processes[name] === undefined);
    if (lost.length === 0) return report;
    const logs = await emulatorLogs(directory, 8);
    const diagnostics = lost.map((name) => ({
        severity: "error" as const,
        resource: "",
        message: `${PROCESSES[name].role} ended meanwhile. Run the command again: it starts what is missing. The last lines of ${layoutOf(directory).log(name)}:
${logs[name].replace(/^/gm, "  ")}`,
    }));
    const status = report.status === "ok" ? "failed" : report.status;
    return { ...report, status, diagnostics: [...(report.diagnostics ?? []), ...diagnostics] };
}

/** The diagnosis first, then the first of the calls that it explains, and whatever else was said. */
function withDiagnosis(layers: readonly LayerReport[], diagnosis: Diagnostic): LayerReport[] {
    const first = firstUnanswered(layers);
    return layers.map((layer) => ({
        ...layer,
        diagnostics: layer.diagnostics.flatMap((diagnostic) => {
            if (diagnostic === first) return [diagnosis, diagnostic];
            return isUnanswered(diagnostic) ? [] : [diagnostic];
        }),
    }));
}

function firstUnanswered(layers: readonly LayerReport[]): Diagnostic | undefined {
    return layers.flatMap(({ diagnostics }) => diagnostics).find(isUnanswered);
}

function isUnanswered({ message }: Diagnostic): boolean {
    return UNANSWERED.test(message);
}
