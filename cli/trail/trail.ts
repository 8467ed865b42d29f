import { randomUUID } from "node:crypto";
import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import waitFor from "p-wait-for";
import type { EventsRequest } from "../../functions/shared/clickEvent";
import type { Clients } from "../../local/provider/clients";
import type { computeContract } from "../../stacks/compute/contract";
import type { dataContract } from "../../stacks/data/contract";
import type { identityContract } from "../../stacks/identity/contract";
import type { ValuesOf } from "../../stacks/shared/contract";
import { post } from "./api";
import { findInLake } from "./lake";
import { createPerson, removePerson, signIn, type Person } from "./signIn";

/** One step of an order's way through the platform. */
export interface Step {
    readonly title: string;
    /** What was seen, in a line. */
    readonly detail: string;
    /** Milliseconds since the order was sent. */
    readonly afterMs: number;
}

/** Where to send the order and where to look for it. */
export interface TrailTarget {
    /** Address of the API's stage, without the path. */
    readonly apiUrl: string;
    readonly userPool: ValuesOf<typeof identityContract>["userPool"];
    readonly ordersTable: ValuesOf<typeof dataContract>["ordersTable"];
    readonly lake: ValuesOf<typeof dataContract>["lake"];
    readonly deliverOrderChanges: ValuesOf<typeof computeContract>["deliverOrderChanges"];
    /** Whether the API takes events of the console (platform:clickstream). */
    readonly takesEvents: boolean;
    readonly clients: TrailClients;
    /** The longest that each step may take; the buffer of the delivery stream is part of the last one. */
    readonly stepSeconds: number;
    /** What may tell why a step did not happen. */
    readonly hint: string;
}

/** The SDK clients that look for the order. */
type TrailClients = Pick<Clients, "cognito" | "dynamodb" | "logs" | "s3">;

/** The token's `sub`: the customer's id. */
export function customerOf(idToken: string): string {
    const [, payload = ""] = idToken.split(".");
    return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { sub: string }).sub;
}

/**
 * Places an order over HTTP as a newly made customer and follows it: answer, item in the table, change handled by the
 * consumer, line in the lake. Where the environment has a clickstream, an event of the console goes another way into the lake meanwhile.
 *
 * @throws when a step does not happen in time, naming it.
 */
export async function followOrder(target: TrailTarget, onStep: (step: Step) => void): Promise<Step[]> {
    const { clients, userPool } = target;
    const person = await createPerson(clients.cognito(), userPool);
    try {
        return await followOrderOf(person, target, onStep);
    } finally {
        await removePerson(clients.cognito(), userPool, person);
    }
}

async function followOrderOf(person: Person, target: TrailTarget, onStep: (step: Step) => void): Promise<Step[]> {
    const { clients } = target;
    const idToken = await signIn(clients.cognito(), target.userPool, person);
    const customerId = customerOf(idToken);
    const steps: Step[] = [];
    const start = performance.now();
    const note = (title: string, detail: string) => {
        const step = { title, detail, afterMs: Math.round(performance.now() - start) };
        steps.push(step);
        onStep(step);
    };
    const placedAt = Date.now();

    const order = { currency: "EUR", items: [{ sku: "MUG-01", quantity: 2 }] };
    const response = await post(target.apiUrl, "/orders", idToken, order, { "idempotency-key": randomUUID() });
    const body = await response.text();
    if (response.status !== 201) throw new Error(`POST /orders answered ${response.status}: ${body}`);
    const { orderId } = JSON.parse(body) as { orderId: string };
    note("API answered", `POST /v1/orders → 201, order ${orderId}`);
    const sessionId = randomUUID();
    if (target.takesEvents) {
        await sendEvents(target.apiUrl, idToken, [
            { id: "1", sessionId, type: "view", page: "/products/MUG-01", occurredAt: new Date().toISOString() },
        ]);
        note("Event taken", `POST /v1/events → 202, session ${sessionId}`);
    }

    const item = await eventually(target, "the order in the table", async () => {
        const { Item } = await clients.dynamodb().send(
            new GetItemCommand({
                TableName: target.ordersTable.name,
                Key: { customerId: { S: customerId }, orderId: { S: orderId } },
            }),
        );
        return Item;
    });
    note(
        "Item in the table",
        `${target.ordersTable.name}: status ${item.status?.S ?? "?"}, version ${item.version?.N ?? "?"}`,
    );

    // The emulator hands a busy function's log lines over late; the line in the lake proves as much.
    const handled = await eventually(target, "the consumer to handle the change", async () => {
        const logged = await findLog(target, orderId, placedAt);
        return (
            logged ??
            ((await findInLake(target, "orders", orderId, placedAt)) && "delivered; its log is still on the way")
        );
    });
    note("Change handled", `${target.deliverOrderChanges.name}: ${handled}`);

    const found = await eventually(target, "the order's line in the lake", () =>
        findInLake(target, "orders", orderId, placedAt),
    );
    note("Line in the lake", `s3://${target.lake.name}/${found.key}`);
    note("Its content", found.line);
    if (target.takesEvents) {
        const event = await eventually(target, "the event's line in the lake", () =>
            findInLake(target, "events", sessionId, placedAt),
        );
        note("Event in the lake", `s3://${target.lake.name}/${event.key}`);
        note("Its content", event.line);
    }
    return steps;
}

/**
 * Sends events of the console over HTTP.
 *
 * @throws when the API does not take all of them.
 */
async function sendEvents(apiUrl: string, idToken: string, events: EventsRequest["events"]): Promise<void> {
    const response = await post(apiUrl, "/events", idToken, { events });
    if (response.status !== 202) throw new Error(`POST /events answered ${response.status}: ${await response.text()}`);
}

async function eventually<T>(
    { stepSeconds, hint }: TrailTarget,
    what: string,
    look: () => Promise<T | undefined>,
): Promise<T> {
    let found: T | undefined;
    await waitFor(async () => (found = await look()) !== undefined, {
        interval: 100,
        timeout: {
            milliseconds: stepSeconds * 1_000,
            message: `Waited ${stepSeconds} s for ${what}; ${hint} may tell why.`,
        },
    });
    return found!;
}

async function findLog(
    { clients, deliverOrderChanges }: TrailTarget,
    orderId: string,
    since: number,
): Promise<string | undefined> {
    const { logGroup } = deliverOrderChanges;
    const { events = [] } = await clients.logs().send(
        new FilterLogEventsCommand({
            logGroupName: logGroup,
            startTime: since - 1_000,
            filterPattern: `"${orderId}"`,
        }),
    );
    const line = events.find(({ message }) => message?.includes(orderId))?.message;
    return line === undefined ? undefined : ((JSON.parse(line) as { message?: string }).message ?? line);
}
