import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { corsPreflight, corsGatewayResponses, type CorsSettings } from "./cors";
import { methodsByPath, pathNodes, pathSlug, validateRoutes, type Route } from "./routes";

/** Arguments for {@link RestApi}. */
export interface RestApiArgs {
    readonly description: string;
    /** Name of the stage, the version in the address: `v1`. */
    readonly stage: string;
    readonly routes: readonly Route[];
    /** The user pool whose ID tokens every route asks for. */
    readonly userPoolArn: pulumi.Input<string>;
    readonly cors: CorsSettings;
    /** Steady requests a second over the stage, and the burst above it. */
    readonly throttling: { readonly rate: number; readonly burst: number };
    readonly logs: {
        readonly retentionDays: number;
        readonly keyArn: pulumi.Input<string>;
        /** Execution log level. Request bodies are never logged. */
        readonly level: "ERROR" | "INFO";
    };
    /** What must exist before the stage can log: the region's {@link ApiGatewayAccount}. */
    readonly account: pulumi.Resource;
}

/** Access log line: who called what, how it ended and under which trace; no body, no token. */
const ACCESS_LOG_FORMAT = JSON.stringify({
    requestId: "$context.requestId",
    traceId: "$context.xrayTraceId",
    time: "$context.requestTime",
    method: "$context.httpMethod",
    path: "$context.resourcePath",
    status: "$context.status",
    latencyMs: "$context.responseLatency",
    integrationLatencyMs: "$context.integrationLatency",
    integrationError: "$context.integrationErrorMessage",
    sub: "$context.authorizer.claims.sub",
    sourceIp: "$context.identity.sourceIp",
    userAgent: "$context.identity.userAgent",
});

/**
 * A regional REST API whose routes are functions: Cognito authorizer on each, request validation by the gateway, throttling,
 * access and execution logs, tracing, CORS also on errors. A change of any route deploys the stage anew.
 *
 * Creates: `<name>` (API, stage, deployment), `<name>-<path>` (resources), `<name>-<METHOD>-<path>` (method, integration),
 * `<name>-access` (log group), `<name>-pool` (authorizer), `<name>-request` (validator), models, method settings, gateway
 * responses, and for each function the permission `<function>-<api>-<METHOD>-<path>`.
 */
export class RestApi extends pulumi.ComponentResource {
    public readonly apiId: pulumi.Output<string>;
    public readonly stageName: pulumi.Output<string>;
    public readonly stageArn: pulumi.Output<string>;
    /** `https://<id>.execute-api.<region>.amazonaws.com/<stage>`. */
    public readonly url: pulumi.Output<string>;

    constructor(name: string, args: RestApiArgs, opts?: pulumi.ComponentResourceOptions) {
        validateRoutes(name, args.routes);
        super("platform:integration:RestApi", name, {}, opts);
        const own = { parent: this };
        const api = new aws.apigateway.RestApi(
            name,
            {
                description: args.description,
                endpointConfiguration: { types: "REGIONAL" },
                minimumCompressionSize: "1024",
            },
            own,
        );
        const authorizer = new aws.apigateway.Authorizer(
            `${name}-pool`,
            { restApi: api.id, type: "COGNITO_USER_POOLS", providerArns: [args.userPoolArn] },
            own,
        );
        const validator = new aws.apigateway.RequestValidator(
            `${name}-request`,
            { restApi: api.id, validateRequestBody: true, validateRequestParameters: true },
            own,
        );

        const pathIds = new Map<string, pulumi.Output<string>>([["", api.rootResourceId]]);
        for (const { path, segment, parent } of pathNodes(args.routes)) {
            const resource = new aws.apigateway.Resource(
                `${name}-${pathSlug(path)}`,
                { restApi: api.id, parentId: pathIds.get(parent)!, pathPart: segment },
                own,
            );
            pathIds.set(path, resource.id);
        }

        const deployed: pulumi.Resource[] = [];
        for (const route of args.routes) {
            deployed.push(
                ...this.createRoute(name, route, {
                    api,
                    authorizer,
                    validator,
                    pathId: pathIds.get(route.path)!,
                    stage: args.stage,
                }),
            );
        }
        for (const [path, methods] of methodsByPath(args.routes)) {
            const target = {
                name: `${name}-OPTIONS-${pathSlug(path)}`,
                restApi: api.id,
                resourceId: pathIds.get(path)!,
            };
            deployed.push(...corsPreflight(target, methods, args.cors, own));
        }
        deployed.push(...corsGatewayResponses(name, api.id, args.cors, own));

        const stage = this.createStage(name, args, api, deployed);
        this.apiId = api.id;
        this.stageName = stage.stageName;
        this.stageArn = stage.arn;
        this.url = stage.invokeUrl;
        this.registerOutputs({ apiId: this.apiId, stageName: this.stageName, stageArn: this.stageArn, url: this.url });
    }

    private createRoute(
        name: string,
        route: Route,
        context: {
            api: aws.apigateway.RestApi;
            authorizer: aws.apigateway.Authorizer;
            validator: aws.apigateway.RequestValidator;
            pathId: pulumi.Output<string>;
            stage: string;
        },
    ): pulumi.Resource[] {
        const { api, authorizer, validator, pathId, stage } = context;
        const own = { parent: this };
        const slug = `${route.method}-${pathSlug(route.path)}`;
        const parameters = [
            ...[...route.path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, parameter]) => `method.request.path.${parameter}`),
            ...(route.requiredHeaders ?? []).map((header) => `method.request.header.${header}`),
        ];
        const model =
            route.bodySchema === undefined
                ? undefined
                : new aws.apigateway.Model(
                      `${name}-${slug}`,
                      {
                          restApi: api.id,
                          // Model names are letters and digits only.
                          name: slug.replace(/[^A-Za-z0-9]/g, ""),
                          contentType: "application/json",
                          schema: JSON.stringify(route.bodySchema),
                      },
                      own,
                  );
        const method = new aws.apigateway.Method(
            `${name}-${slug}`,
            {
                restApi: api.id,
                resourceId: pathId,
                httpMethod: route.method,
                authorization: "COGNITO_USER_POOLS",
                authorizerId: authorizer.id,
                requestValidatorId: validator.id,
                requestParameters: Object.fromEntries(parameters.map((parameter) => [parameter, true])),
                ...(model === undefined ? {} : { requestModels: { "application/json": model.name } }),
            },
            own,
        );
        const integration = new aws.apigateway.Integration(
            `${name}-${slug}`,
            {
                restApi: api.id,
                resourceId: pathId,
                httpMethod: method.httpMethod,
                type: "AWS_PROXY",
                integrationHttpMethod: "POST",
                uri: route.function.invokeArn,
                // The gateway gives up after 29 s at most; a function that may run longer would answer nobody.
                timeoutMilliseconds: Math.min(29_000, route.function.timeoutSeconds * 1000),
            },
            own,
        );
        route.function.allowInvocationBy(
            `${name}-${slug}`,
            "apigateway.amazonaws.com",
            pulumi.interpolate`${api.executionArn}/${stage}/${route.method}${route.path.replace(/\{[^}]+\}/g, "*")}`,
            { parent: this },
        );
        return model === undefined ? [method, integration] : [model, method, integration];
    }

    private createStage(
        name: string,
        args: RestApiArgs,
        api: aws.apigateway.RestApi,
        deployed: readonly pulumi.Resource[],
    ): aws.apigateway.Stage {
        const own = { parent: this };
        const shape = args.routes.map(({ function: fn, ...route }) => ({ ...route, uri: fn.invokeArn }));
        const deployment = new aws.apigateway.Deployment(
            name,
            {
                restApi: api.id,
                triggers: {
                    redeployment: pulumi
                        .jsonStringify({ shape, cors: args.cors, ids: deployed.map(({ urn }) => urn) })
                        .apply((text) => createHash("sha256").update(text).digest("hex")),
                },
            },
            { ...own, dependsOn: [...deployed] },
        );
        const accessLogs = new aws.cloudwatch.LogGroup(
            `${name}-access`,
            { retentionInDays: args.logs.retentionDays, kmsKeyId: args.logs.keyArn },
            own,
        );
        const stage = new aws.apigateway.Stage(
            name,
            {
                restApi: api.id,
                deployment: deployment.id,
                stageName: args.stage,
                xrayTracingEnabled: true,
                accessLogSettings: { destinationArn: accessLogs.arn, format: ACCESS_LOG_FORMAT },
            },
            { ...own, dependsOn: [args.account] },
        );
        new aws.apigateway.MethodSettings(
            name,
            {
                restApi: api.id,
                stageName: stage.stageName,
                methodPath: "*/*",
                settings: {
                    loggingLevel: args.logs.level,
                    dataTraceEnabled: false,
                    metricsEnabled: true,
                    throttlingRateLimit: args.throttling.rate,
                    throttlingBurstLimit: args.throttling.burst,
                },
            },
            own,
        );
        return stage;
    }
}
