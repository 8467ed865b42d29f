import { API_V2_TYPE } from "../apigateway/webSocket";
import { authorizersOf, descriptionOf, integrationOf, type OpenApi } from "../apigateway/openApi";
import { reading, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import type { RequestContext } from "../iam/admission";
import { arnParts } from "../iam/pattern";
import { sendingsTo, type Sending } from "./sending";

/** The service by which APIs call functions. */
export const API_SERVICE = "apigateway.amazonaws.com";

const REST_API = "aws:apigateway/restApi:RestApi";

/** Properties of what makes an API call something: what it calls, the role that it does so with, and the API. */
interface Call {
    readonly uri: string;
    readonly credentials: string;
    readonly api: string;
}

const CALLS: Readonly<Record<string, Call>> = {
    "aws:apigateway/integration:Integration": { uri: "uri", credentials: "credentials", api: "restApi" },
    "aws:apigateway/authorizer:Authorizer": {
        uri: "authorizerUri",
        credentials: "authorizerCredentials",
        api: "restApi",
    },
    "aws:apigatewayv2/integration:Integration": {
        uri: "integrationUri",
        credentials: "credentialsArn",
        api: "apiId",
    },
    "aws:apigatewayv2/authorizer:Authorizer": {
        uri: "authorizerUri",
        credentials: "authorizerCredentialsArn",
        api: "apiId",
    },
};

/** Types of APIs, which tell the ARN in whose name their integrations call. */
export const API_SOURCE_TYPES = [REST_API, API_V2_TYPE] as const;

/**
 * What APIs call without a role: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html.
 */
export const API_CALLERS: Readonly<Record<string, (sender: StackResource, view: StackView) => readonly Sending[]>> = {
    ...Object.fromEntries(
        Object.entries(CALLS).map(([type, call]) => [
            type,
            (sender: StackResource, view: StackView) => calling(sender, call, apiOf(view, sender, call)),
        ]),
    ),
    [REST_API]: (api) => described(api),
    [API_V2_TYPE]: (api) => [...calling(api, { uri: "target", credentials: "credentialsArn" }, api), ...described(api)],
};

/** What a resource calls for an API, unless it has a role to do so. */
function calling(
    sender: StackResource,
    { uri, credentials }: Omit<Call, "api">,
    api: StackResource | undefined,
): readonly Sending[] {
    if (hasRole(sender.props, credentials)) return [];
    return sendingsTo({
        sender,
        service: API_SERVICE,
        property: uri,
        to: reading(() => functionIn(sender.props[uri])),
        source: executionOf(api),
    });
}

function apiOf(view: StackView, { props }: StackResource, { api }: Call): StackResource | undefined {
    const id = reading(() => props[api] as unknown);
    return id.known ? view.named(id.value, API_SOURCE_TYPES, ["id"])[0] : undefined;
}

/**
 * Tells whether a permission's `sourceArn` (`<API>/<stage>/<method>/<path>`) admits what an API calls. The stage is that of the pattern:
 * which one is asked, the caller says. Where no method and path are given, the API alone counts.
 *
 * @param source `<API>`, or `<API>/*` followed by method and path
 */
export function calledFor(source: string): RequestContext[string] {
    const [api, , ...called] = source.split("/");
    return (asked, compare) => {
        // What is taken from the pattern is called by no wildcard.
        const [, stage = "", ...rest] = asked.split("/").map((part) => part.replace(/[*?]/g, "x"));
        return compare(asked, [api, stage, ...(called.length > 0 ? called : rest)].join("/"));
    };
}

/** What the operations and authorizers of an API's description call. */
function described(api: StackResource): readonly Sending[] {
    const common = { sender: api, service: API_SERVICE };
    const description = descriptionOf(api);
    if (!description.known) return sendingsTo({ ...common, to: description });
    const called = (uri: unknown, below = "") =>
        sendingsTo({ ...common, to: { known: true, value: functionIn(uri) }, source: executionOf(api, below) });
    return [
        ...operationsOf(description.value)
            .filter(({ integration }) => integration.credentials === undefined)
            .flatMap(({ integration, name }) => called(integration.uri, api.type === REST_API ? belowOf(name) : "")),
        ...authorizersOf(description.value)
            .filter(({ credentials }) => credentials === undefined)
            .flatMap(({ uri }) => called(uri)),
    ];
}

function operationsOf(description: OpenApi) {
    return description.operations.map((operation) => ({
        name: operation.name,
        integration: integrationOf(description, operation),
    }));
}

/** `POST /orders` as it stands in ARNs; of what takes any method, permissions may name one after the other. */
function belowOf(operation: string): string {
    const [method = "", path = ""] = operation.split(" ");
    return method === "ANY" ? "" : `/*/${method}${path}`;
}

function hasRole(props: Readonly<Record<string, unknown>>, property: string): boolean {
    const role = reading(() => props[property]);
    // A role that is not known yet is one.
    return !role.known || (role.value !== undefined && role.value !== "");
}

/** The ARN of a function that a URI calls: by itself, or as `arn:aws:apigateway:…:lambda:path/…/functions/<ARN>/invocations`. */
function functionIn(uri: unknown): string | undefined {
    const text = typeof uri === "string" ? uri : "";
    const [, invoked = text] = /\/functions\/(.+)\/invocations$/.exec(text) ?? [];
    return arnParts(invoked)[2] === "lambda" ? invoked : undefined;
}

/** In whose name an API calls: its own ARN, with what follows in it. */
function executionOf(api: StackResource | undefined, below = ""): Reading<unknown> {
    const arn = reading(() => api?.outputs.executionArn as unknown);
    return arn.known && typeof arn.value === "string" ? { known: true, value: `${arn.value}${below}` } : arn;
}
