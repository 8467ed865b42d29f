import type { ServerlessFunction } from "../compute/serverlessFunction";

/** Methods that a route may answer; `OPTIONS` is the component's own, for CORS. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a route needs of its function. */
export type RouteFunction = Pick<ServerlessFunction, "invokeArn" | "timeoutSeconds" | "allowInvocationBy">;

/** One operation of a REST API. */
export interface Route {
    readonly method: HttpMethod;
    /** Path below the stage, for example `/orders/{orderId}`. */
    readonly path: string;
    readonly function: RouteFunction;
    /**
     * JSON schema, draft 4, of the body. A body that does not match gets 400 from the gateway, whatever its content type. Of a schema
     * in a document API Gateway leaves out `minItems` and `maxItems`, and AWS promises nothing of `additionalProperties`: both are the
     * function's to check. {@link UNSUPPORTED} is refused
     * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
     *
     * @default - any body
     */
    readonly bodySchema?: Readonly<Record<string, unknown>>;
}

/** Keywords that make API Gateway refuse a schema, or not look at what they say. */
const UNSUPPORTED: readonly string[] = ["anyOf", "discriminator", "example", "exclusiveMinimum", "oneOf", "readOnly"];

/** `/orders/{orderId}` → `orders-orderId`, for logical names. */
export function pathSlug(path: string): string {
    return path.replace(/[{}+]/g, "").split("/").filter(Boolean).join("-");
}

/** `/orders/{orderId}` → `orderId`. */
export function variablesOf(path: string): string[] {
    return [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, variable]) => variable);
}

/** The routes of each path, in the table's order. */
export function routesByPath(routes: readonly Route[]): Map<string, Route[]> {
    const paths = new Map<string, Route[]>();
    for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
    return paths;
}

/**
 * Rejects routes that API Gateway would refuse, or of which one would silently hide another.
 *
 * A path has at most one variable segment at each place, greedy or not: "A sibling ({id}) of this resource already has a variable
 * path part -- only one is allowed". A greedy variable takes all that follows, so nothing can
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html).
 */
export function validateRoutes(api: string, routes: readonly Route[]): void {
    const refuse = (why: string) => {
        throw new Error(`RestApi '${api}': ${why}`);
    };
    if (routes.length === 0) refuse("routes must hold at least one route.");
    const seen = new Set<string>();
    const names = new Map<string, string>();
    const variables = new Map<string, string>();
    for (const { method, path, bodySchema } of routes) {
        const keyword = keywordsOf(bodySchema).find((each) => UNSUPPORTED.includes(each));
        if (keyword !== undefined)
            refuse(`the bodySchema of ${method} ${path} says '${keyword}', which API Gateway does not support.`);
        if (!/^(\/([A-Za-z0-9._-]+|\{[A-Za-z0-9._-]+\+?\}))+$/.test(path))
            refuse(`the path '${path}' must be segments such as /orders/{orderId}.`);
        if (/\+\}./.test(path)) refuse(`in '${path}' a greedy variable must be the last segment.`);
        const own = variablesOf(path);
        const twice = own.find((variable, index) => own.indexOf(variable) !== index);
        if (twice !== undefined) refuse(`'${path}' names two variables '${twice}'; rename one of them.`);
        const key = `${method} ${path}`;
        if (seen.has(key)) refuse(`${key} is declared twice; keep one route.`);
        seen.add(key);
        const name = `${method}-${pathSlug(path)}`;
        const namesake = names.get(name);
        if (namesake !== undefined)
            refuse(`${namesake} and ${path} would both be named '${name}'; rename one of them.`);
        names.set(name, path);
        for (const [parent, segment] of segmentsOf(path)) {
            if (!segment.startsWith("{")) continue;
            const sibling = variables.get(parent) ?? segment;
            if (sibling !== segment)
                refuse(
                    `below '${parent}/' stand the variables ${sibling} and ${segment}; API Gateway takes one, so give all routes the same.`,
                );
            variables.set(parent, segment);
        }
    }
}

/** All keywords of a schema and of those in it: of a map of properties the names are none. */
function keywordsOf(schema: unknown): string[] {
    if (Array.isArray(schema)) return schema.flatMap(keywordsOf);
    if (typeof schema !== "object" || schema === null) return [];
    return Object.entries(schema).flatMap(([keyword, value]) => {
        if (keyword === "enum" || keyword === "default") return [keyword];
        const isMap = ["definitions", "patternProperties", "properties"].includes(keyword);
        return [keyword, ...keywordsOf(isMap ? Object.values(value as object) : value)];
    });
}

/** Each segment of a path with all that stands before it. */
function segmentsOf(path: string): [parent: string, segment: string][] {
    const segments = path.split("/").slice(1);
    return segments.map((segment, index) => [
        segments
            .slice(0, index)
            .map((each) => `/${each}`)
            .join(""),
        segment,
    ]);
}
