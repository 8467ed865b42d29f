import type * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { corsGatewayResponses, corsPreflight, type CorsSettings } from "./cors";
import { routesByPath, variablesOf, type Route } from "./routes";

/** What an API is made of. */
interface ApiDefinitionArgs {
    readonly title: string;
    readonly version: string;
    readonly routes: readonly Route[];
    readonly userPoolArn: pulumi.Input<string>;
    readonly cors: CorsSettings;
    /** Settings of the whole API, as extensions of API Gateway without their prefix. */
    readonly settings: Readonly<Record<string, unknown>>;
}

/** The gateway gives up after 29 s at most; a function that may run longer would answer nobody. */
const LONGEST_WAIT_MILLISECONDS = 29_000;

/** Name of the authorizer, and of the scheme by which operations ask for it. */
const AUTHORIZER = "user-pool";
const VALIDATOR = "all";

/**
 * The whole API as one OpenAPI 3.0 document with API Gateway's extensions, which takes the place of the one before it as a whole
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html). API Gateway does not take
 * OpenAPI 3.1.
 */
export function apiDefinition({ title, version, routes, userPoolArn, cors, settings }: ApiDefinitionArgs): object {
    const paths = [...routesByPath(routes)].map(([path, ofPath]) => [
        path,
        {
            ...Object.fromEntries(ofPath.map((route) => [route.method.toLowerCase(), operation(route)])),
            options: corsPreflight(
                ofPath.map(({ method }) => method),
                cors,
            ),
        },
    ]);
    const schemas = routes.flatMap((route) =>
        route.bodySchema === undefined ? [] : [[modelName(route), schemaOf(route.bodySchema)]],
    );
    return {
        openapi: "3.0.1",
        info: { title, version },
        paths: Object.fromEntries(paths) as object,
        components: {
            schemas: Object.fromEntries(schemas) as object,
            securitySchemes: {
                [AUTHORIZER]: {
                    type: "apiKey",
                    name: "Authorization",
                    in: "header",
                    "x-amazon-apigateway-authtype": "cognito_user_pools",
                    "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [userPoolArn] },
                },
            },
        },
        "x-amazon-apigateway-request-validators": {
            [VALIDATOR]: { validateRequestBody: true, validateRequestParameters: true },
        },
        "x-amazon-apigateway-gateway-responses": corsGatewayResponses(cors),
        ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`x-amazon-apigateway-${name}`, value])),
    };
}

function operation(route: Route): object {
    const parameters = variablesOf(route.path).map((name) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string" },
    }));
    return {
        parameters,
        ...(route.bodySchema === undefined ? {} : { requestBody: requestBody(route) }),
        // What API Gateway finds at the root of the document it ignores.
        security: [{ [AUTHORIZER]: [] }],
        responses: {},
        "x-amazon-apigateway-request-validator": VALIDATOR,
        "x-amazon-apigateway-integration": {
            type: "aws_proxy",
            httpMethod: "POST",
            uri: route.function.invokeArn,
            timeoutInMillis: Math.min(LONGEST_WAIT_MILLISECONDS, route.function.timeoutSeconds * 1000),
        },
    };
}

/**
 * `$default` stands for every content type. With another key, API Gateway would not look at bodies of all others, and hand them
 * on (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html).
 */
function requestBody(route: Route): object {
    return {
        required: true,
        content: { $default: { schema: { $ref: `#/components/schemas/${modelName(route)}` } } },
    };
}

/** Letters and digits only, as API Gateway wants; a part of the path's hash keeps apart what is alike without the rest. */
function modelName({ method, path }: Route): string {
    const hash = createHash("sha256").update(path).digest("hex").slice(0, 8);
    return `${method}${path.replace(/[^A-Za-z0-9]/g, "")}${hash}`;
}

/** OpenAPI has no word for the dialect; API Gateway knows which it takes. */
function schemaOf(bodySchema: Readonly<Record<string, unknown>>): object {
    return Object.fromEntries(Object.entries(bodySchema).filter(([keyword]) => keyword !== "$schema"));
}
