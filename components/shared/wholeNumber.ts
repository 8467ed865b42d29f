/**
 * Rejects a number that AWS would only refuse during the deployment.
 *
 * @param subject - the component, as messages name it: `UserPool 'people'`
 * @throws when it is no whole number from `low` to `high`
 */
export function requireWhole(subject: string, argument: string, value: number, low: number, high: number): void {
    if (!Number.isInteger(value) || value < low || value > high)
        throw new Error(`${subject}: ${argument} must be a whole number from ${low} to ${high}.`);
}
