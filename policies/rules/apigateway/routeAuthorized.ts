import type * as aws from "@pulumi/aws";
import { authorizationsOf, descriptionOf } from "../../aws/apigateway/openApi";
import { API_V2_TYPE, isQuicklyMade, protocolOf } from "../../aws/apigateway/webSocket";
import { reading } from "../../framework/reading";
import { fsbp, serverlessLens } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const ROUTE_TYPE = "aws:apigatewayv2/route:Route";
/** The one route of a WebSocket API that can be authorized: it opens the connection over which the others are called. */
const CONNECT = "$connect";
/** Both protocols have it; only the API tells which one it belongs to. */
const DEFAULT = "$default";

/** Every route of an HTTP API asks who calls, a WebSocket API asks when a client connects. */
export const apigatewayRouteAuthorized = defineRule({
    id: "apigateway-route-authorized",
    displayName: "HTTP and WebSocket API routes have an authorization",
    description: "Routes of HTTP APIs other than OPTIONS, and $connect of WebSocket APIs, have an authorization type.",
    severity: "high",
    tags: ["apigateway", "exposure"],
    frameworks: [fsbp("APIGateway.8"), serverlessLens("SEC 1")],
    remediationSteps:
        'Set authorizationType to "JWT", "AWS_IAM" or "CUSTOM", with authorizerId for JWT and CUSTOM; make routes by aws.apigatewayv2.Route and not by target of the API; in an OpenAPI body give each operation security of its own.',
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
    examples: ["aws.apigatewayv2.Route"],
    types: [ROUTE_TYPE, API_V2_TYPE],
    resource(resource: ResourceView, judge) {
        const { name } = resource;
        if (resource.type === ROUTE_TYPE) {
            const { props } = resource as ResourceView<aws.apigatewayv2.RouteArgs>;
            if (isDefault(props)) return;
            judge.decide("authorizationType", () => {
                if ((props.authorizationType ?? "NONE") !== "NONE") return undefined;
                const { routeKey = "" } = props;
                const isHttp = routeKey.includes(" ") && !routeKey.startsWith("OPTIONS ");
                return isHttp || routeKey === CONNECT ? `Route '${name}' (${routeKey}) is not authorized.` : undefined;
            });
            return;
        }
        judge.decide("target", () =>
            isQuicklyMade(resource) ? `API '${name}' makes a route by 'target', which is not authorized.` : undefined,
        );
        const description = judge.read("body", descriptionOf(resource));
        judge.decide("body", () => {
            for (const operation of description?.operations ?? []) {
                judge.decide(`body#${operation.name}`, () => {
                    const kinds = authorizationsOf(description!, operation);
                    const isOpen = kinds.some((kind) => kind === "NONE" || kind === "API_KEY");
                    return isOpen && operation.method !== "OPTIONS"
                        ? `Operation ${operation.name} of '${name}' is not authorized.`
                        : undefined;
                });
            }
            return undefined;
        });
    },
    stack(stack, judgeOf) {
        for (const route of stack.ofType(ROUTE_TYPE).filter(({ props }) => isDefault(props))) {
            const { props, name } = route as ResourceView<aws.apigatewayv2.RouteArgs>;
            const judge = judgeOf(route);
            judge.decide("authorizationType", () => {
                if ((props.authorizationType ?? "NONE") !== "NONE") return undefined;
                const protocol = judge.read("authorizationType", protocolOf(stack, route));
                return protocol === "HTTP" ? `Route '${name}' (${DEFAULT}) is not authorized.` : undefined;
            });
        }
    },
});

function isDefault(props: ResourceView<aws.apigatewayv2.RouteArgs>["props"]): boolean {
    const key = reading(() => props.routeKey);
    return key.known && key.value === DEFAULT;
}
