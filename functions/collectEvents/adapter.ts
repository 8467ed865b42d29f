import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { eventsRequestSchema } from "../shared/clickEvent";
import { apiHandler, customerOf, HttpProblem, parsedBody, type ApiSettings } from "../shared/http";
import { logger, metrics } from "../shared/observability";
import {
    collectEvents,
    ImplausibleTimeError,
    type CollectEventsCommand,
    type CollectEventsPorts,
    type CollectReport,
} from "./collectEvents";

/** Time of an invocation that is kept for its answer; milliseconds. */
const ANSWER_MS = 500;

/** What the handler is made of. */
export type CollectEventsDependencies = Omit<CollectEventsPorts, "remainingMs"> & ApiSettings;

/** Inbound adapter of {@link collectEvents} for API Gateway. */
export function createHandler(dependencies: CollectEventsDependencies) {
    return apiHandler(dependencies, async (event, context) => {
        const command = commandOf(event);
        const report = await collected(command, {
            ...dependencies,
            remainingMs: () => context.getRemainingTimeInMillis() - ANSWER_MS,
        });
        const refused = observe(report);
        if (refused > 0) {
            throw new HttpProblem(
                503,
                "events-not-taken",
                "Not all events could be taken for now. Send the request again: those that were taken count once.",
            );
        }
        // Taken, and not yet handled.
        return { status: 202, body: { accepted: command.events.length } };
    });
}

function commandOf(event: APIGatewayProxyEvent): CollectEventsCommand {
    const customerId = customerOf(event);
    const { events } = parsedBody(event, eventsRequestSchema, "invalid-events", "The body holds no events.");
    return { customerId, events };
}

async function collected(command: CollectEventsCommand, ports: CollectEventsPorts): Promise<CollectReport> {
    try {
        return await collectEvents(command, ports);
    } catch (error) {
        if (!(error instanceof ImplausibleTimeError)) throw error;
        throw new HttpProblem(
            422,
            "implausible-time",
            "Some events are of the future or older than a week; set the clock, or leave them out.",
            error.positions.map((position) => ({
                pointer: `/events/${position}/occurredAt`,
                detail: "Not a plausible time.",
            })),
        );
    }
}

/** Counts what became of the events; returns how many the stream does not have. */
function observe({ refused, retried }: CollectReport): number {
    const reasons = refused.filter((reason) => reason !== undefined);
    metrics.addMetric("AcceptedEvents", MetricUnit.Count, refused.length - reasons.length);
    metrics.addMetric("RefusedEvents", MetricUnit.Count, reasons.length);
    metrics.addMetric("RetriedEvents", MetricUnit.Count, retried);
    if (reasons.length > 0) {
        logger.error("Events were not taken", { count: reasons.length, reasons: [...new Set(reasons)].slice(0, 10) });
    }
    return reasons.length;
}
