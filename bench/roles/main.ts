import { actionOf } from "./actions";
import { emulated } from "./emulated";
import { run } from "./run";
import { allowingStatementsOf } from "./trials";

const SAMPLE = 30;
const SEED = 1;

/**
 * Deploys the environment under the role on an emulator that enforces IAM, and then without one statement at a time, until thirty
 * were refused something.
 *
 * A statement is tried that alone allows a call that was made: of two that the emulator cannot tell apart, either would do.
 */
async function main(): Promise<void> {
    const whole = await run("deploy");
    if (whole.error !== undefined) throw new Error(`The role does not deploy the environment: ${whole.error}`);
    const called = new Set(whole.calls.map(actionOf));
    console.log(
        `With all statements: ${whole.resources} resources, ${whole.calls.length} calls of ${called.size} actions, none refused.`,
    );
    const statements = allowingStatementsOf("deploy");
    const candidates = shuffled(needed(called));
    console.log(`${statements.length} statements; ${candidates.length} of them alone allow a call (seed ${SEED}).`);
    let refusals = 0;
    let tried = 0;
    for (const index of candidates) {
        if (refusals === SAMPLE) break;
        tried++;
        const refused = (await run("deploy", index)).calls.find((call) => call.refused !== undefined);
        if (refused !== undefined) refusals++;
        const { policy, statement } = statements[index];
        const { lost } = emulated(statement);
        const here = lost.length > 0 ? `, here without ${lost.join(", ")}` : "";
        const came = refused === undefined ? "comes up" : `is refused ${refused.service}.${refused.operation}`;
        console.log(`without #${index} of ${policy} (${statement.actions.length} actions${here}): ${came}`);
    }
    console.log(`Refused without any one of ${refusals} of ${tried}.`);
    if (refusals < SAMPLE) process.exitCode = 1;
}

/** Numbers of the statements that alone allow a call that was made. */
function needed(called: ReadonlySet<string>): number[] {
    const statements = allowingStatementsOf("deploy");
    const counts = new Map<string, number>();
    for (const { statement } of statements)
        for (const action of statement.actions) counts.set(action, (counts.get(action) ?? 0) + 1);
    // Who serves it here asks nobody.
    const isEnforced = (action: string) => !action.startsWith("application-autoscaling:");
    return statements.flatMap(({ statement }, index) =>
        statement.actions.some((action) => called.has(action) && counts.get(action) === 1 && isEnforced(action))
            ? [index]
            : [],
    );
}

/** In another order, the same one each time. */
function shuffled(numbers: readonly number[]): number[] {
    let state = SEED;
    const drawn = numbers.map((number) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return { number, order: state };
    });
    return drawn.sort((one, other) => one.order - other.order).map(({ number }) => number);
}

main().catch((error: unknown) => {
    console.error((error as Error).message);
    process.exitCode = 1;
});
