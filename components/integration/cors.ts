import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
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
 * Answers `OPTIONS` on one path without reaching a function or asking for a token, which browsers never send with it.
 *
 * @returns the method and what hangs on it, for the deployment to wait for.
 */
export function corsPreflight(
    target: {
        readonly name: string;
        readonly restApi: pulumi.Input<string>;
        readonly resourceId: pulumi.Input<string>;
    },
    methods: readonly HttpMethod[],
    cors: CorsSettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const { name, restApi, resourceId } = target;
    const method = new aws.apigateway.Method(
        name,
        { restApi, resourceId, httpMethod: "OPTIONS", authorization: "NONE" },
        opts,
    );
    const integration = new aws.apigateway.Integration(
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
    const response = new aws.apigateway.MethodResponse(
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
    const integrationResponse = new aws.apigateway.IntegrationResponse(
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
    return [method, integration, response, integrationResponse];
}

/** The gateway's own errors (401, 403, 429, 5xx) need the header too, or the browser hides them from the page. */
export function corsGatewayResponses(
    name: string,
    restApi: pulumi.Input<string>,
    cors: CorsSettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    return ["DEFAULT_4XX", "DEFAULT_5XX"].map(
        (responseType) =>
            new aws.apigateway.Response(
                `${name}-${responseType}`,
                {
                    restApiId: restApi,
                    responseType,
                    responseParameters: {
                        "gatewayresponse.header.Access-Control-Allow-Origin": `'${cors.origins[0]}'`,
                    },
                },
                opts,
            ),
    );
}

/** A static header holds one origin; with several, the template answers the caller's own if it is listed. */
function originTemplate(origins: readonly string[]): string {
    const listed = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
    return [
        '#set($origin = $input.params("Origin"))',
        `#if(${listed})#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end`,
    ].join("\n");
}
