import { EXIT } from "../errors";
import { execute } from "./execute";
import * as processes from "./localProcesses";
import { LOCAL, localDirectory } from "../driver/places";
import { outputsOf } from "../driver/stacks";
import { openTarget, type Target } from "../driver/target";
import { followOrder, type TrailTarget } from "../trail/trail";
import { createClients, type Endpoint } from "../../local/provider/clients";
import { emulatorStatus } from "../../local/emulator";
import { repositoryRoot } from "../../local/shared/paths";
import type { LayerContract, ValuesOf } from "../../stacks/shared/contract";
import type { computeContract } from "../../stacks/compute/contract";
import type { dataContract } from "../../stacks/data/contract";
import type { identityContract } from "../../stacks/identity/contract";
import type { integrationContract } from "../../stacks/integration/contract";

/** Brings `local` up, places an order and prints its trail. Sets the exit code. */
export async function startPlatform(): Promise<void> {
    await execute(LOCAL, "up", {});
    if (process.exitCode !== undefined && process.exitCode !== EXIT.ok) return;
    const target = await openTarget(LOCAL);
    try {
        const trail = await trailTarget(target, target.endpoint!);
        console.log("\nAn order goes through the platform:\n");
        await followOrder(trail, ({ title, detail, afterMs }) =>
            console.log(`  ${`${afterMs} ms`.padStart(9)}  ${title.padEnd(18)} ${detail}`),
        );
        console.log(runningText(trail.apiUrl, target.endpoint!.url));
    } finally {
        target.close();
    }
}

/** Destroys `local` and stops its processes. Sets the exit code. */
export async function stopPlatform(): Promise<void> {
    const { url } = await emulatorStatus(localDirectory(repositoryRoot));
    if (url !== undefined) await execute(LOCAL, "destroy", { yes: true });
    if (process.exitCode !== undefined && process.exitCode !== EXIT.ok) return;
    await processes.stop();
}

/** Where the deployed layers say that things are. */
export async function trailTarget(target: Target, endpoint: Endpoint): Promise<TrailTarget> {
    const [identity, data, compute, integration] = await Promise.all([
        valuesOf<typeof identityContract>(target, "identity"),
        valuesOf<typeof dataContract>(target, "data"),
        valuesOf<typeof computeContract>(target, "compute"),
        valuesOf<typeof integrationContract>(target, "integration"),
    ]);
    return {
        apiUrl: `${endpoint.url}/_aws/execute-api/${integration.api.id}/${integration.api.stage}`,
        userPool: identity.userPool,
        ordersTable: data.ordersTable,
        lake: data.lake,
        deliverOrderChanges: compute.deliverOrderChanges,
        clients: createClients(endpoint),
    };
}

async function valuesOf<C extends LayerContract>(target: Target, layer: C["layer"]): Promise<ValuesOf<C>> {
    const outputs = Object.entries(await outputsOf(target, layer)).map(([name, { value }]) => [name, value]);
    return Object.fromEntries(outputs) as ValuesOf<C>;
}

function runningText(apiUrl: string, emulatorUrl: string): string {
    return `
Running on this machine:
  REST API    ${apiUrl}
  emulator    ${emulatorUrl} (AWS_ENDPOINT_URL)

Try next:
  npx platform outputs local
  npx platform rehearse prod
  npx platform local exec -- pulumi -C stacks/data preview -s local

'npm run stop' takes all of it down.`;
}
