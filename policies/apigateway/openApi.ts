import { createRequire } from "node:module";
import type * as yaml from "yaml";

const load = createRequire(__filename);

/** One operation of an OpenAPI description. */
interface Operation {
    /** `GET /orders`. */
    readonly name: string;
    readonly method: string;
    /** Extensions of API Gateway and the standard's own fields, as they stand; parameters with those of the path. */
    readonly fields: Readonly<Record<string, unknown>>;
}

/** An OpenAPI description of an API, as far as rules read it. */
interface OpenApi {
    readonly operations: readonly Operation[];
    readonly root: Readonly<Record<string, unknown>>;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];

/** Reads a description, in JSON or YAML as API Gateway takes it. Text that is neither gives `undefined`. */
export function parseOpenApi(body: string): OpenApi | undefined {
    const root = parse(body);
    if (!isObject(root)) return undefined;
    const paths = Object.entries(objectOf(root.paths));
    const operations = paths.flatMap(([path, item]) =>
        Object.entries(objectOf(item))
            .filter(([method]) => METHODS.includes(method.toLowerCase()))
            .map(([key, fields]) => {
                const method = key.startsWith("x-") ? "ANY" : key.toUpperCase();
                const parameters = [...listOf(objectOf(item).parameters), ...listOf(objectOf(fields).parameters)];
                return { name: `${method} ${path}`, method, fields: { ...objectOf(fields), parameters } };
            }),
    );
    return { operations, root };
}

function parse(body: string): unknown {
    if (body === "") return undefined;
    try {
        return JSON.parse(body);
    } catch {
        try {
            // Few descriptions are YAML, and the parser would be a good part of the pack's start.
            return (load("yaml") as typeof yaml).parse(body);
        } catch {
            return undefined;
        }
    }
}

/** What an operation calls, as far as rules read it. */
interface OpenApiIntegration {
    readonly uri?: unknown;
    readonly timeoutInMillis?: unknown;
    readonly requestParameters?: unknown;
}

/** What an operation calls; HTTP APIs may keep it among the components. */
export function integrationOf({ root }: OpenApi, { fields }: Operation): OpenApiIntegration {
    const own = objectOf(fields["x-amazon-apigateway-integration"]);
    const name = /^#\/components\/x-amazon-apigateway-integrations\/(.+)$/.exec(textOf(own.$ref))?.[1];
    if (name === undefined) return own;
    return objectOf(objectOf(objectOf(root.components)["x-amazon-apigateway-integrations"])[name]);
}

/** What an operation says about requests, and what of it API Gateway holds them to. */
interface OpenApiRequest {
    /** Whether the body has a schema. */
    readonly describesBody: boolean;
    /** Whether there are headers or query parameters that have to be there. */
    readonly requiresParameters: boolean;
    readonly validatesBody: boolean;
    readonly validatesParameters: boolean;
}

/** Reads `requestBody` and `parameters`, and the validator that the operation, or else the whole description, names. */
export function requestOf({ root }: OpenApi, { fields }: Operation): OpenApiRequest {
    const parameters = listOf(fields.parameters).map((each) => resolved(root, each));
    const contents = Object.values(objectOf(resolved(root, fields.requestBody).content)).map(objectOf);
    const bodies = [...contents, ...parameters.filter((each) => each.in === "body")];
    const name = fields["x-amazon-apigateway-request-validator"] ?? root["x-amazon-apigateway-request-validator"];
    const validator = objectOf(objectOf(root["x-amazon-apigateway-request-validators"])[textOf(name)]);
    return {
        describesBody: bodies.some(({ schema }) => schema !== undefined),
        requiresParameters: parameters.some(
            (each) => each.required === true && /^(header|query)$/.test(textOf(each.in)),
        ),
        validatesBody: validator.validateRequestBody === true,
        validatesParameters: validator.validateRequestParameters === true,
    };
}

/** An object, or the one in the same description that it refers to. */
function resolved(root: Readonly<Record<string, unknown>>, value: unknown): Readonly<Record<string, unknown>> {
    const [, pointer] = /^#\/(.+)$/.exec(textOf(objectOf(value).$ref)) ?? [];
    return pointer === undefined
        ? objectOf(value)
        : pointer.split("/").reduce((within, key) => objectOf(within[key]), root);
}

/**
 * The kinds of authorization of which one admits a caller to an operation: `CUSTOM`, `COGNITO_USER_POOLS`, `AWS_IAM`, `JWT`,
 * `API_KEY`, or `NONE` for an operation, or an alternative, that asks for nothing.
 */
export function authorizationsOf({ root }: OpenApi, { fields }: Operation): string[] {
    const security = fields.security ?? root.security;
    const auth = objectOf(fields["x-amazon-apigateway-auth"] ?? root["x-amazon-apigateway-auth"]).type;
    const own = typeof auth === "string" && auth.toUpperCase() !== "NONE" ? [auth.toUpperCase()] : [];
    if (own.length > 0) return own;
    if (!Array.isArray(security) || security.length === 0) return ["NONE"];
    return security.map((alternative) => {
        const kinds = Object.keys(objectOf(alternative)).map((scheme) => kindOf(schemesOf(root)[scheme]));
        // Schemes of one alternative are asked for together: the strongest decides.
        return kinds.find((kind) => kind !== "API_KEY") ?? kinds[0] ?? "NONE";
    });
}

function schemesOf(root: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return objectOf(objectOf(root.components).securitySchemes ?? root.securityDefinitions);
}

function kindOf(scheme: unknown): string {
    const fields = objectOf(scheme);
    const type = textOf(fields["x-amazon-apigateway-authtype"]).toLowerCase();
    if (type === "awssigv4") return "AWS_IAM";
    if (type === "cognito_user_pools") return "COGNITO_USER_POOLS";
    const authorizer = objectOf(fields["x-amazon-apigateway-authorizer"]);
    if (textOf(authorizer.type).toLowerCase() === "jwt") return "JWT";
    if (type !== "" || Object.keys(authorizer).length > 0) return "CUSTOM";
    // API Gateway ignores other schemes: they describe, but admit everybody.
    return fields.type === "apiKey" ? "API_KEY" : "NONE";
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}

function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}

/** The value as an object; an empty one for anything else. */
function objectOf(value: unknown): Readonly<Record<string, unknown>> {
    return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
