import { loadBlueprint } from "../driver/blueprint";
import { clientsOf } from "../driver/clients";
import { requireCredentials } from "../driver/credentials";
import { LOCAL } from "../driver/places";
import { deployedLayers } from "../driver/stacks";
import { openTarget } from "../driver/target";
import { EXIT } from "../errors";
import { bucketBox, queueBox } from "../replay/boxes";
import { lambdaDelivery } from "../replay/deliver";
import { replay, type Outcome } from "../replay/replay";
import { consumersIn, sourceNamed, type Source } from "../replay/sources";
import { interruptible } from "./differences";
import { tellProgress } from "./progress";

/** Options of `replay`. */
export interface ReplayCommand {
    readonly dryRun: boolean;
    readonly limit: number;
    readonly json: boolean;
}

/** Feeds what a source set aside back. What stays there sets the exit code, unless nothing was to be done but to look. */
export async function runReplay(environment: string, name: string, options: ReplayCommand): Promise<void> {
    const blueprint = loadBlueprint(environment);
    if (environment !== LOCAL) await requireCredentials(blueprint.environment);
    const target = await openTarget(blueprint, { onProgress: tellProgress });
    try {
        const layers = await deployedLayers(target);
        const resources = (await Promise.all(layers.map((layer) => layer.resources()))).flat();
        const source = sourceNamed(resources, name, environment);
        const clients = await clientsOf(blueprint.environment);
        const deliver = options.dryRun ? undefined : lambdaDelivery(clients.lambda(), consumersIn(resources));
        const onOutcome = options.json ? () => undefined : (outcome: Outcome) => console.log(lineOf(outcome));
        const outcomes = await interruptible((signal) =>
            source.kind === "queue"
                ? replay(queueBox(clients.sqs(), source.url), options.limit, deliver, onOutcome, signal)
                : replay(
                      bucketBox(clients.s3(), source.bucket, source.prefix),
                      options.limit,
                      deliver,
                      onOutcome,
                      signal,
                  ),
        );
        if (outcomes !== undefined) report(environment, source, outcomes, options);
    } finally {
        target.close();
    }
}

function report(environment: string, { name }: Source, outcomes: readonly Outcome[], options: ReplayCommand): void {
    const { dryRun, json, limit } = options;
    if (json) console.log(JSON.stringify({ environment, source: name, dryRun, outcomes }, null, 4));
    else if (outcomes.length === 0) console.log(`Nothing lies in '${name}'.`);
    else {
        const count = (...statuses: Outcome["status"][]) =>
            outcomes.filter(({ status }) => statuses.includes(status)).length;
        const more = outcomes.length >= limit ? " There may be more: --limit." : "";
        console.log(
            `${name}: ${count("replayed")} replayed, ${count("found", "failed", "unread")} still there.${more}`,
        );
    }
    if (outcomes.some(({ status }) => status === "failed" || status === "unread")) process.exitCode = EXIT.failed;
}

function lineOf({ about, reason, status, why }: Outcome): string {
    const told = [reason, why].filter((text) => text !== undefined && text !== "").join("; ");
    return `  ${status.padEnd(8)}  ${about}${told === "" ? "" : `: ${told.replaceAll(/\s*\n\s*/g, " ")}`}`;
}
