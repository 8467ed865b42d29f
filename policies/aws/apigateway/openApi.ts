import { createRequire } from "node:module";
import type * as yaml from "yaml";
import { jsonOf } from "../../framework/json";
import { reading, shown, UnreadableError, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/resource";

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
export interface OpenApi {
    readonly operations: readonly Operation[];
    readonly root: Readonly<Record<string, unknown>>;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];

/**
 * Reads a description, in JSON or YAML as API Gateway takes it. An API without one has no operations.
 *
 * @param subject the description, for people
 * @throws UnreadableError when it is neither, or in a way that API Gateway may read otherwise
 */
export function parseOpenApi(body: unknown, subject: string): OpenApi {
    const root = body === undefined || body === "" ? {} : parse(body, subject);
    const paths = Object.entries(objectIn(root, "paths", subject));
    const operations = paths.flatMap(([path]) => {
        const item = objectIn(objectOf(root.paths), path, subject);
        return Object.keys(item)
            .filter((method) => METHODS.includes(method.toLowerCase()))
            .map((key) => {
                const fields = objectIn(item, key, subject);
                const method = key.startsWith("x-") ? "ANY" : key.toUpperCase();
                const parameters = [...listOf(item.parameters), ...listOf(fields.parameters)];
                return { name: `${method} ${path}`, method, fields: { ...fields, parameters } };
            });
    });
    return { operations, root };
}

/** What stands under a name has to be an object: of what else may hide there no rule sees the operations. */
function objectIn(holder: Readonly<Record<string, unknown>>, name: string, subject: string) {
    const value = holder[name];
    if (value !== undefined && !isObject(value)) throw new UnreadableError(subject, `has ${shown(value)} at ${name}`);
    const given = objectOf(value);
    if (given.$ref !== undefined)
        throw new UnreadableError(subject, `refers to ${shown(given.$ref)} at ${name}, where operations stand`);
    return given;
}

function parse(body: unknown, subject: string): Readonly<Record<string, unknown>> {
    const json = reading(() => jsonOf(body, subject));
    const root = json.known ? json.value : parseYaml(String(body), subject);
    if (!isObject(root)) throw new UnreadableError(subject, "is no OpenAPI description");
    return root;
}

/** Few descriptions are YAML, and the parser would be a good part of the pack's start. */
function parseYaml(body: string, subject: string): unknown {
    const { LineCounter, parseDocument, visit } = load("yaml") as typeof yaml;
    const document = parseDocument(body, { lineCounter: new LineCounter(), logLevel: "error" });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined)
        throw new UnreadableError(subject, `is neither JSON nor YAML (${fault.message.split("\n")[0] ?? ""})`);
    visit(document, {
        // YAML 1.2, of which OpenAPI is, has none; parsers of the older one put another mapping's fields there.
        Pair(_key, { key }) {
            if (typeof key === "object" && key !== null && "value" in key && key.value === "<<")
                throw new UnreadableError(
                    subject,
                    "has merge keys (<<), which AWS does not say that API Gateway takes: write the fields out",
                );
        },
    });
    // As many aliases as there are stand for the same objects: nothing grows by them.
    return document.toJS({ maxAliasCount: -1 });
}

/** The description of an API by its `body`. */
export function descriptionOf({ name, props }: ResourceView<{ body?: string }>): Reading<OpenApi> {
    return reading(() => parseOpenApi(props.body, `body of '${name}'`));
}

/** What an operation calls, as far as rules read it. */
interface OpenApiIntegration {
    readonly uri?: unknown;
    /** The role by which it is called. */
    readonly credentials?: unknown;
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

/** The functions that a description asks who a caller is, with the role by which each is called. */
export function authorizersOf({ root }: OpenApi): { readonly uri: unknown; readonly credentials: unknown }[] {
    return Object.values(schemesOf(root))
        .map((scheme) => objectOf(objectOf(scheme)["x-amazon-apigateway-authorizer"]))
        .map(({ authorizerUri, authorizerCredentials }) => ({
            uri: authorizerUri,
            credentials: authorizerCredentials,
        }));
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
 *
 * Only what the operation itself says counts: API Gateway "doesn't use root level security defined in the OpenAPI specification"
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis).
 * That is written of REST APIs; of HTTP APIs AWS documents security of operations alone, and does not say that the root's is used.
 */
export function authorizationsOf({ root }: OpenApi, { fields }: Operation): string[] {
    const { security } = fields;
    const auth = objectOf(fields["x-amazon-apigateway-auth"]).type;
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
