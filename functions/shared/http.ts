import { STATUS_CODES } from "node:http";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type * as z from "zod/mini";
import { logger, tracer } from "./observability";

/** What is wrong at one place of a request. */
export interface Fault {
    /** JSON pointer into the body (RFC 6901). */
    readonly pointer: string;
    readonly detail: string;
}

/** An error that the caller is told about, as problem details (RFC 9457). Its text must be fit for strangers. */
export class HttpProblem extends Error {
    override readonly name = "HttpProblem";

    /**
     * @param status HTTP status, 4xx or 5xx
     * @param kind last part of the problem's type, `urn:problem:<kind>`
     * @param detail one sentence that says what to do about it; repeats nothing that the caller sent
     * @param faults what is wrong where; an answer names the first {@link MAX_FAULTS}, shortened, and counts the others
     */
    constructor(
        readonly status: number,
        readonly kind: string,
        detail: string,
        readonly faults: readonly Fault[] = [],
    ) {
        super(detail);
    }
}

/**
 * Most faults that an answer names, and most characters of each text in one. Faults repeat what the caller sent, as often and as
 * long as the caller likes, and an answer of more than 6 MB becomes a 502
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
 */
const MAX_FAULTS = 20;
const MAX_FAULT_CHARACTERS = 200;

/** A successful answer, to be sent as JSON. */
export interface Reply {
    readonly status: number;
    /** Absent for answers without content. */
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
}

/** Settings of an {@link apiHandler}. */
export interface ApiSettings {
    /** Origins whose pages may read the answers. */
    readonly allowedOrigins: readonly string[];
}

/** The answers are data for one customer: no cache keeps them, no browser renders, guesses or frames them. */
const SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
};

/**
 * Turns an operation into a handler for API Gateway's REST proxy integration: headers are added, an {@link HttpProblem} becomes its
 * answer, and any other error a 500 that says nothing of what happened but the id under which the log tells it.
 */
export function apiHandler(
    settings: ApiSettings,
    operation: (event: APIGatewayProxyEvent, context: Context) => Promise<Reply>,
): (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult> {
    return async (event, context) => {
        const common = { ...SECURITY_HEADERS, ...corsHeaders(settings, event) };
        try {
            const { status, body, headers } = await operation(event, context);
            return {
                statusCode: status,
                headers: {
                    ...common,
                    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
                    ...headers,
                },
                body: body === undefined ? "" : JSON.stringify(body),
            };
        } catch (error) {
            const problem = error instanceof HttpProblem ? error : unexpected(error as Error);
            return {
                statusCode: problem.status,
                headers: { ...common, "Content-Type": "application/problem+json" },
                body: JSON.stringify(problemDetails(problem, event)),
            };
        }
    };
}

/** The value of a header whatever its case; HTTP/2 and some proxies send names in lower case. */
export function header(event: Pick<APIGatewayProxyEvent, "headers">, name: string): string | undefined {
    const wanted = name.toLowerCase();
    return Object.entries(event.headers ?? {}).find(([found]) => found.toLowerCase() === wanted)?.[1];
}

/**
 * The caller's id, from the claims that the gateway's Cognito authorizer verified.
 *
 * @throws {HttpProblem} 401 without them: then the route lacks its authorizer.
 */
export function customerOf(event: APIGatewayProxyEvent): string {
    const authorizer: { readonly claims?: { readonly sub?: unknown } } | null | undefined =
        event.requestContext.authorizer;
    const sub = authorizer?.claims?.sub;
    if (typeof sub !== "string" || sub === "") throw new HttpProblem(401, "unauthenticated", "Send an ID token.");
    return sub;
}

/**
 * The request's body, in the form of a schema.
 *
 * @param kind last part of the problem's type when it has another form
 * @param detail what is wrong then; what is wrong where comes from the schema
 * @throws {HttpProblem} 400 when it is not JSON, or has another form.
 */
export function parsedBody<T>(event: APIGatewayProxyEvent, schema: z.ZodMiniType<T>, kind: string, detail: string): T {
    const parsed = schema.safeParse(jsonBody(event));
    if (parsed.success) return parsed.data;
    throw new HttpProblem(
        400,
        kind,
        detail,
        parsed.error.issues.map(({ path, message }) => ({
            pointer: path.map((key) => `/${String(key)}`).join(""),
            detail: message,
        })),
    );
}

function jsonBody(event: APIGatewayProxyEvent): unknown {
    const text = event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString() : (event.body ?? "");
    try {
        return JSON.parse(text) as unknown;
    } catch {
        throw new HttpProblem(400, "not-json", "The body must be JSON.");
    }
}

/** Origins from a comma-separated list. */
export function originsOf(list: string): string[] {
    return list.split(",").filter((origin) => origin !== "");
}

function corsHeaders({ allowedOrigins }: ApiSettings, event: APIGatewayProxyEvent): Record<string, string> {
    const origin = header(event, "Origin");
    return {
        // Told even when the origin is not allowed, or a cache would give one origin's answer to another.
        Vary: "Origin",
        ...(origin === undefined || !allowedOrigins.includes(origin)
            ? {}
            : { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "ETag, Location" }),
    };
}

function unexpected(error: Error): HttpProblem {
    logger.error("The request failed", error);
    tracer.addErrorAsMetadata(error);
    return new HttpProblem(
        500,
        "internal",
        "Something went wrong here. Try again: an attempt that is repeated counts once.",
    );
}

function problemDetails({ status, kind, message, faults }: HttpProblem, event: APIGatewayProxyEvent): object {
    return {
        type: `urn:problem:${kind}`,
        title: STATUS_CODES[status],
        status,
        detail: message,
        // The gateway's request id, as in its access log and in every log line of the function.
        instance: `urn:uuid:${event.requestContext.requestId}`,
        ...(faults.length === 0 ? {} : { errors: faults.slice(0, MAX_FAULTS).map(shortened) }),
        ...(faults.length <= MAX_FAULTS ? {} : { furtherErrors: faults.length - MAX_FAULTS }),
    };
}

function shortened({ pointer, detail }: Fault): Fault {
    const cut = (text: string) =>
        text.length <= MAX_FAULT_CHARACTERS ? text : `${text.slice(0, MAX_FAULT_CHARACTERS - 1)}…`;
    return { pointer: cut(pointer), detail: cut(detail) };
}
