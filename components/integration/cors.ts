import type { HttpMethod } from "./routes";

/** Who may call from a browser, and with which headers. */
export interface CorsSettings {
    /** Exact origins; the first answers preflights of origins that are not listed. Never `*`: calls carry a token. */
    readonly origins: readonly string[];
    readonly headers: readonly string[];
}

/** Seconds a browser may remember a preflight. */
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * The operation that answers `OPTIONS` on one path without reaching a function or asking for a token, which browsers never send
 * with it.
 */
export function corsPreflight(methods: readonly HttpMethod[], cors: CorsSettings): object {
    const headers = {
        "Access-Control-Allow-Origin": cors.origins[0],
        "Access-Control-Allow-Methods": [...methods, "OPTIONS"].join(","),
        "Access-Control-Allow-Headers": cors.headers.join(","),
        "Access-Control-Max-Age": String(PREFLIGHT_MAX_AGE_SECONDS),
        Vary: "Origin",
    };
    const each = (of: (name: string, text: string) => [string, unknown]) =>
        Object.fromEntries(Object.entries(headers).map(([name, text]) => of(name, text)));
    return {
        responses: {
            "204": { description: "Preflight", headers: each((name) => [name, { schema: { type: "string" } }]) },
        },
        "x-amazon-apigateway-integration": {
            type: "mock",
            requestTemplates: { "application/json": '{"statusCode": 204}' },
            responses: {
                default: {
                    statusCode: "204",
                    responseParameters: each((name, text) => [`method.response.header.${name}`, `'${text}'`]),
                    ...(cors.origins.length === 1
                        ? {}
                        : { responseTemplates: { "application/json": originTemplate(cors.origins) } }),
                },
            },
        },
    };
}

/**
 * The gateway's own errors (401, 403, 429, 5xx) need the header too, or the browser hides them from the page. Their headers are
 * fixed or copied from the request, and not computed. With several origins it is `*`: such an answer says nothing about anybody,
 * and no cookie or other credential that a browser adds by itself opens anything here. The caller's own could be copied, but only
 * from a header of exact spelling, and HTTP/2 has `origin` where HTTP/1.1 has `Origin`.
 */
export function corsGatewayResponses(cors: CorsSettings): object {
    const origin = cors.origins.length === 1 ? cors.origins[0] : "*";
    const response = {
        responseParameters: {
            "gatewayresponse.header.Access-Control-Allow-Origin": `'${origin}'`,
            "gatewayresponse.header.Vary": "'Origin'",
        },
    };
    return { DEFAULT_4XX: response, DEFAULT_5XX: response };
}

/** A static header holds one origin; with several, the template answers the caller's own if it is listed. */
function originTemplate(origins: readonly string[]): string {
    const listed = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
    return [
        '#set($origin = $input.params("Origin"))',
        // Templates tell upper from lower case; HTTP/2 has lower case only.
        '#if($origin == "")#set($origin = $input.params("origin"))#end',
        `#if(${listed})#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end`,
    ].join("\n");
}
