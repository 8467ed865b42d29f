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
const PATH = "aws:apigateway/resource:Resource";
/** Stands for authorizers where calls have their stage. */
const AUTHORIZERS = "authorizers";
/** A part of an ARN that is not known. */
const ANY = "*";

/** What makes an API call something. */
interface Call {
    /** Property of what it calls. */
    readonly uri: string;
    /** Property of the role by which it does. */
    readonly credentials: string;
    /** Property of the API. */
    readonly api: string;
    /** What follows the API in the ARN in whose name it calls, as {@link calledFor} has it. @default - not known */
    readonly below?: (sender: StackResource, view: StackView) => string;
}

const CALLS: Readonly<Record<string, Call>> = {
    "aws:apigateway/integration:Integration": {
        uri: "uri",
        credentials: "credentials",
        api: "restApi",
        below: ({ props }, view) => {
            const operation = reading(() => `${String(props.httpMethod)} ${pathOf(view, props) ?? ""}`);
            return operation.known ? belowOf(operation.value) : "";
        },
    },
    "aws:apigateway/authorizer:Authorizer": {
        uri: "authorizerUri",
        credentials: "authorizerCredentials",
        api: "restApi",
        below: authorizing,
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
        below: authorizing,
    },
};

const APIS = [REST_API, API_V2_TYPE];

/** Types of what tells the ARN in whose name an API calls: the API, and the paths of its methods. */
export const API_SOURCE_TYPES = [...APIS, PATH] as const;

/**
 * What APIs call without a role: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html.
 */
export const API_CALLERS: Readonly<Record<string, (sender: StackResource, view: StackView) => readonly Sending[]>> = {
    ...Object.fromEntries(
        Object.entries(CALLS).map(([type, call]) => [
            type,
            (sender: StackResource, view: StackView) =>
                calling(sender, call, apiNamed(view, sender, call), call.below?.(sender, view)),
        ]),
    ),
    [REST_API]: (api) => described(api),
    [API_V2_TYPE]: (api) => [...calling(api, { uri: "target", credentials: "credentialsArn" }, api), ...described(api)],
};

/** What a resource calls for an API, unless it has a role to do so. */
function calling(
    sender: StackResource,
    { uri, credentials }: Pick<Call, "uri" | "credentials">,
    api: StackResource | undefined,
    below?: string,
): readonly Sending[] {
    if (hasRole(sender.props, credentials)) return [];
    return sendingsTo({
        sender,
        service: API_SERVICE,
        property: uri,
        to: reading(() => functionIn(sender.props[uri])),
        source: executionOf(api, below),
    });
}

function apiNamed(view: StackView, { props }: StackResource, { api }: Call): StackResource | undefined {
    const id = reading(() => props[api] as unknown);
    return id.known ? apiOf(view, id.value) : undefined;
}

function apiOf(view: StackView, id: unknown): StackResource | undefined {
    return view.named(id, APIS, ["id"])[0];
}

/** The path of a REST API's method: `/` of what is at its root. */
function pathOf(view: StackView, { restApi, resourceId }: StackResource["props"]): string | undefined {
    if (resourceId !== undefined && apiOf(view, restApi)?.outputs.rootResourceId === resourceId) return "/";
    const found = view.named(resourceId, [PATH], ["id"]).find(({ props }) => props.restApi === restApi);
    return found?.outputs.path as string | undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html */
function authorizing({ outputs }: StackResource): string {
    const id = reading(() => outputs.id as unknown);
    return `/${AUTHORIZERS}/${id.known && typeof id.value === "string" ? id.value : ANY}`;
}

/**
 * Tells whether a permission's `sourceArn` admits what an API calls: `<API>/<stage>/<method>/<path>` for an operation,
 * `<API>/authorizers/<id>` for an authorizer. What is not known of it is that of the pattern, as the stage: which one is asked, the
 * caller says. Where nothing follows the API it is an operation.
 *
 * @param source the ARN, with `*` for each part that is not known
 */
export function calledFor(source: string): RequestContext[string] {
    const [api, ...called] = source.split("/");
    return (asked, compare) => {
        // What is taken from the pattern is called by no wildcard.
        const [, ...parts] = asked.split("/").map((part) => part.replace(/[*?]/g, "x"));
        if (called[0] !== AUTHORIZERS && parts[0] === AUTHORIZERS) return false;
        const below = called.length > 0 ? called : [ANY, ...parts.slice(1)];
        return compare(asked, [api, ...below.map((part, at) => (part === ANY ? (parts[at] ?? "x") : part))].join("/"));
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
            .flatMap(({ uri }) => called(uri, `/${AUTHORIZERS}/${ANY}`)),
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
    return path === "" ? "" : `/${ANY}/${method === "ANY" ? ANY : method}${path}`;
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
