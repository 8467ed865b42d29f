const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Takes over what asks this process to end: Ctrl+C, a supervisor, and the terminal that is closed. Engines are not in the
 * process's group and would go on alone.
 *
 * @returns gives the signals back
 */
export function onSignals(handle: (signal: NodeJS.Signals) => void): () => void {
    for (const signal of SIGNALS) process.on(signal, handle);
    // With the terminal gone, what is said there fails; what runs still has to be brought to its end.
    process.stderr.on("error", ignore);
    return () => {
        for (const signal of SIGNALS) process.off(signal, handle);
        process.stderr.off("error", ignore);
    };
}

function ignore(): void {
    // Nobody is there to be told.
}
