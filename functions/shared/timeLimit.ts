/** Ends calls of an AWS SDK client after so many milliseconds, their retries included; at once when none are left. */
export function endingAfter(milliseconds: number): { readonly abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(Math.max(0, Math.floor(milliseconds))) };
}
