/**
 * Ends this process when who reads what it prints is gone: the engine that runs the program, for example killed for want of memory, or
 * the `platform` command that runs them all. Pulumi's handler of errors prints that nothing can be printed any more, which is an error
 * again, and so on for ever.
 */
export function endWithEngine(): void {
    for (const stream of [process.stdout, process.stderr]) stream.off("error", end).on("error", end);
}

function end(): void {
    process.exit(1);
}
