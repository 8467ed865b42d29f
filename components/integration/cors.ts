import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { HttpMethod } from "./routes";
import type { Snapshot } from "./snapshot";

/** Who may call from a browser, and with which headers. */
export interface CorsSettings {
    /** Exact origins; the first answers preflights of origins that are not listed. Never `*`: calls carry a token. */
    readonly origins: readonly string[];
    readonly headers: readonly string[];
}

/** Seconds a browser may remember a preflight. */
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/** Answers `OPTIONS` on one path without reaching a function or asking for a token, which browsers never send with it. */
export function corsPreflight(
    snapshot: Snapshot,
    target: {
        readonly name: string;
        readonly restApi: pulumi.Input<string>;
        readonly resourceId: pulumi.Input<string>;
    },
    methods: readonly HttpMethod[],
    cors: CorsSettings,
    opts: pulumi.CustomResourceOptions,
): void {
    const { name, restApi, resourceId } = target;
    const method = snapshot.make(
        aws.apigateway.Method,
        name,
        { restApi, resourceId, httpMethod: "OPTIONS", authorization: "NONE" },
        opts,
    );
    const integration = snapshot.make(
        aws.apigateway.Integration,
        name,
        {
            restApi,
            resourceId,
            httpMethod: method.httpMethod,
            type: "MOCK",
            requestTemplates: { "application/json": '{"statusCode": 204}' },
        },
        opts,
    );
    const headers = {
        "Access-Control-Allow-Origin": cors.origins[0],
        "Access-Control-Allow-Methods": [...methods, "OPTIONS"].join(","),
        "Access-Control-Allow-Headers": cors.headers.join(","),
        "Access-Control-Max-Age": String(PREFLIGHT_MAX_AGE_SECONDS),
        Vary: "Origin",
    };
    const response = snapshot.make(
        aws.apigateway.MethodResponse,
        name,
        {
            restApi,
            resourceId,
            httpMethod: method.httpMethod,
            statusCode: "204",
            responseParameters: Object.fromEntries(
                Object.keys(headers).map((header) => [`method.response.header.${header}`, false]),
            ),
        },
        opts,
    );
    snapshot.make(
        aws.apigateway.IntegrationResponse,
        name,
        {
            restApi,
            resourceId,
            httpMethod: method.httpMethod,
            statusCode: response.statusCode,
            responseParameters: Object.fromEntries(
                Object.entries(headers).map(([header, text]) => [`method.response.header.${header}`, `'${text}'`]),
            ),
            ...(cors.origins.length === 1
                ? {}
                : { responseTemplates: { "application/json": originTemplate(cors.origins) } }),
        },
        { ...opts, dependsOn: [integration] },
    );
}

/**
 * The gateway's own errors (401, 403, 429, 5xx) need the header too, or the browser hides them from the page. Their headers are
 * fixed or copied from the request, and not computed; with several origins the caller's own is therefore copied, unchecked: such
 * an answer says nothing about anybody, and no cookie or other credential that a browser adds by itself opens anything here.
 */
export function corsGatewayResponses(
    snapshot: Snapshot,
    name: string,
    restApi: pulumi.Input<string>,
    cors: CorsSettings,
    opts: pulumi.CustomResourceOptions,
): void {
    const origin = cors.origins.length === 1 ? `'${cors.origins[0]}'` : "method.request.header.Origin";
    for (const responseType of ["DEFAULT_4XX", "DEFAULT_5XX"]) {
        snapshot.make(
            aws.apigateway.Response,
            `${name}-${responseType.toLowerCase().replace("_", "-")}`,
            {
                restApiId: restApi,
                responseType,
                responseParameters: {
                    "gatewayresponse.header.Access-Control-Allow-Origin": origin,
                    "gatewayresponse.header.Vary": "'Origin'",
                },
            },
            // Their former names. An API has one response of each type: taken for another resource, the old one would be deleted
            // after the new one was put in its place, and with it the new one.
            { ...opts, aliases: [{ name: `${name}-${responseType}` }] },
        );
    }
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
