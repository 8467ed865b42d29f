import { existsSync } from "node:fs";
import { EXIT, PlatformError } from "../errors";
import { execute, exitCodeFor, type ExecuteOptions } from "./execute";
import * as processes from "./localProcesses";
import { mayHoldUnrecorded } from "../driver/pending";
import { LOCAL, localDirectory, statesOf } from "../driver/places";
import type { RunReport } from "../driver/report";
import { freeMebibytes, START_MEBIBYTES } from "../driver/space";
import { loadBlueprint } from "../driver/blueprint";
import { trailTarget } from "../trail/target";
import { followOrder } from "../trail/trail";
import { printStep } from "./trailActions";
import { emulatorStatus, endpointVariable, motoServices, remembers } from "../../local/emulator";
import { repositoryRoot } from "../../local/shared/paths";

/** Brings `local` up, places an order and prints its trail. Sets the exit code. */
export async function runStart(json: boolean): Promise<void> {
    const blueprint = loadBlueprint(LOCAL);
    const run = await execute(blueprint, "up", quietIf(json));
    process.exitCode = exitCodeFor(run);
    if (process.exitCode !== EXIT.ok) return json ? print({ run }) : undefined;
    const published = Object.fromEntries(run.layers.map(({ layer, outputs = {} }) => [layer, outputs]));
    const trail = await trailTarget(blueprint.environment, published);
    const { apiUrl } = trail;
    const { url: emulatorUrl = "", motoUrl } = await emulatorStatus(localDirectory(repositoryRoot));
    if (json) return print({ run, trail: await follow(trail, () => undefined), apiUrl, emulatorUrl, motoUrl });
    console.log("\nAn order goes through the platform:\n");
    await follow(trail, printStep);
    console.log(runningText(apiUrl, emulatorUrl, motoUrl));
}

/** @throws PlatformError with what may be behind an order that does not arrive */
async function follow(...[trail, onStep]: Parameters<typeof followOrder>): ReturnType<typeof followOrder> {
    try {
        return await followOrder(trail, onStep);
    } catch (error) {
        throw new PlatformError(
            `The layers are up, but the order did not get through: ${(error as Error).message}\n` +
                "'platform local logs' shows what the functions said. If something was removed behind Pulumi's back, 'platform refresh local' notices it and the next start makes it again.",
        );
    }
}

/** How to stop. */
export interface StopOptions {
    /** Destroys nothing: the emulator is stopped and forgotten as it is. */
    readonly force: boolean;
    readonly json: boolean;
}

const WAYS_OUT =
    "The environment was not taken down as a whole, so its processes still run. Run 'npm run stop' again; " +
    "'platform local stop' stops them as they are, and 'platform stop --force' forgets the environment, too.";

/** Destroys `local`, stops its processes and forgets them. Sets the exit code. */
export async function runStop({ force, json }: StopOptions): Promise<void> {
    const directory = localDirectory(repositoryRoot);
    let run: RunReport | undefined;
    const hasSpace = !existsSync(directory) || freeMebibytes(directory) >= START_MEBIBYTES;
    if (!force && remembers(directory) && !hasSpace)
        console.error(
            "There is no space to destroy what is deployed in order. So the environment is forgotten as it is.",
        );
    else if (!force && remembers(directory)) {
        const { url } = await emulatorStatus(directory);
        if (url === undefined)
            console.error("The emulator does not run, but remembers an environment: it is started to take that down.");
        try {
            run = await execute(loadBlueprint(LOCAL), "destroy", { yes: true, ...quietIf(json) });
        } catch (error) {
            const exitCode = error instanceof PlatformError ? error.exitCode : EXIT.failed;
            // Another run's environment is not to be taken away from it.
            if (exitCode === EXIT.locked) throw error;
            throw new PlatformError(`${(error as Error).message}\n${WAYS_OUT}`, exitCode);
        }
        process.exitCode = exitCodeFor(run);
        const { memory = "" } = await emulatorStatus(directory);
        if (run.status === "failed" && mayHoldUnrecorded(statesOf(repositoryRoot, memory))) {
            console.error(
                "A run was killed here and has left what no state tells of. So the environment is forgotten as it is.",
            );
            process.exitCode = EXIT.ok;
        }
        if (process.exitCode !== EXIT.ok) {
            console.error(WAYS_OUT);
            return json ? print({ run }) : undefined;
        }
    }
    await processes.discard();
    if (json) return print({ run, ...(await emulatorStatus(directory)) });
    console.log("Nothing of the embedded environment runs, and nothing of it is remembered.");
}

/** The report becomes part of the command's own document. */
function quietIf(json: boolean): ExecuteOptions {
    return json ? { print: () => undefined } : {};
}

function print(document: object): void {
    console.log(JSON.stringify(document, null, 4));
}

function runningText(apiUrl: string, emulatorUrl: string, motoUrl = "not running"): string {
    return `
Running on this machine:
  REST API    ${apiUrl}
  emulator    ${emulatorUrl} (AWS_ENDPOINT_URL)
  moto        ${motoUrl} (${motoServices.map(endpointVariable).join(", ")})

Try next:
  npx platform outputs local
  npx platform rehearse prod
  npx platform local exec -- pulumi -C stacks/data preview -s local

'npm run stop' takes all of it down.`;
}
