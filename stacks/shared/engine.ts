/**
 * Ends this program when the engine that runs it is gone, for example killed for want of memory. Pulumi's handler of errors
 * prints that nothing can be printed any more, which is an error again, and so on for ever.
 */
export function endWithEngine(): void {
    for (const stream of [process.stdout, process.stderr]) stream.off("error", end).on("error", end);
}

function end(): void {
    process.exit(1);
}
