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
    /** Headers without which the gateway answers 400. */
    readonly requiredHeaders?: readonly string[];
    /** JSON schema, draft 4, of the body. A body that does not match gets 400 from the gateway. @default - any body */
    readonly bodySchema?: Readonly<Record<string, unknown>>;
}

/** One node of the tree of paths: API Gateway wants every segment as a resource. */
export interface PathNode {
    /** Full path, `/orders/{orderId}`. */
    readonly path: string;
    /** Last segment. */
    readonly segment: string;
    /** Path of the parent, `""` for the root. */
    readonly parent: string;
}

/** `/orders/{orderId}` → `orders-orderId`, for logical names. */
export function pathSlug(path: string): string {
    return path.replace(/[{}+]/g, "").split("/").filter(Boolean).join("-") || "root";
}

/** Every path segment of the routes once, parents before children. */
export function pathNodes(routes: readonly Route[]): PathNode[] {
    const nodes = new Map<string, PathNode>();
    for (const { path } of routes) {
        let parent = "";
        for (const segment of path.split("/").filter(Boolean)) {
            const full = `${parent}/${segment}`;
            nodes.set(full, { path: full, segment, parent });
            parent = full;
        }
    }
    return [...nodes.values()];
}

/** The methods of each path that has any, in the routes' order. */
export function methodsByPath(routes: readonly Route[]): Map<string, HttpMethod[]> {
    const methods = new Map<string, HttpMethod[]>();
    for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method]);
    return methods;
}

/** Rejects routes that API Gateway would refuse, or of which one would silently hide another. */
export function validateRoutes(api: string, routes: readonly Route[]): void {
    const seen = new Set<string>();
    for (const { method, path } of routes) {
        if (!/^(\/([A-Za-z0-9._-]+|\{[A-Za-z0-9._-]+\+?\}))+$/.test(path)) {
            throw new Error(`RestApi '${api}': the path '${path}' must be segments such as /orders/{orderId}.`);
        }
        const key = `${method} ${path}`;
        if (seen.has(key)) throw new Error(`RestApi '${api}': ${key} is declared twice; keep one route.`);
        seen.add(key);
    }
    const paths = new Map<string, string>();
    for (const { path } of pathNodes(routes)) {
        const slug = pathSlug(path);
        const other = paths.get(slug);
        if (other !== undefined) {
            throw new Error(
                `RestApi '${api}': ${other} and ${path} would both be named '${slug}'; rename one of them.`,
            );
        }
        paths.set(slug, path);
    }
    if (routes.length === 0) throw new Error(`RestApi '${api}': routes must hold at least one route.`);
}
