import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { corsPreflight, corsGatewayResponses, type CorsSettings } from "./cors";
import { methodsByPath, pathNodes, pathSlug, validateRoutes, type Route } from "./routes";
import { Snapshot } from "./snapshot";

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
    /**
     * What must exist before the stage can log: the region's {@link ApiGatewayAccount}.
     *
     * @default - the account and region have a logging role already
     */
    readonly account?: pulumi.Resource;
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
 * access and execution logs, tracing, CORS also on errors. Whatever changes of what the stage serves, it is deployed anew.
 *
 * Creates: `<name>` (API, stage, deployment, method settings), `<name>-<path>` (resources), `<name>-<METHOD>-<path>` (method,
 * integration, model), `<name>-OPTIONS-<path>` (preflight), `<name>-access` and `<name>-execution` (log groups), `<name>-pool`
 * (authorizer), `<name>-request` (validator), `<name>-default-4xx` and `<name>-default-5xx` (gateway responses), and for each
 * function the permission `<function>-<api>-<METHOD>-<path>`.
 */
export class RestApi extends pulumi.ComponentResource {
    public readonly apiId: pulumi.Output<string>;
    /** By which CloudWatch tells the API from others. */
    public readonly apiName: pulumi.Output<string>;
    public readonly stageName: pulumi.Output<string>;
    /** `https://<id>.execute-api.<region>.amazonaws.com/<stage>`. */
    public readonly url: pulumi.Output<string>;

    constructor(name: string, args: RestApiArgs, opts?: pulumi.ComponentResourceOptions) {
        validateRoutes(name, args.routes);
        super("platform:integration:RestApi", name, {}, opts);
        const own = { parent: this };
        const snapshot = new Snapshot();
        const served = {
            minimumCompressionSize: "1024",
            // Without it the default endpoint takes TLS 1.0.
            securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            // Asked for beside such a policy. STRICT would also refuse requests whose host differs from the endpoint's.
            endpointAccessMode: "BASIC",
        };
        const api = new aws.apigateway.RestApi(
            name,
            { ...served, description: args.description, endpointConfiguration: { types: "REGIONAL" } },
            own,
        );
        snapshot.note(served);
        const authorizer = snapshot.make(
            aws.apigateway.Authorizer,
            `${name}-pool`,
            { restApi: api.id, type: "COGNITO_USER_POOLS", providerArns: [args.userPoolArn] },
            own,
        );
        const validator = snapshot.make(
            aws.apigateway.RequestValidator,
            `${name}-request`,
            { restApi: api.id, validateRequestBody: true, validateRequestParameters: true },
            own,
        );

        const pathIds = new Map<string, pulumi.Output<string>>([["", api.rootResourceId]]);
        for (const { path, segment, parent } of pathNodes(args.routes)) {
            const resource = snapshot.make(
                aws.apigateway.Resource,
                `${name}-${pathSlug(path)}`,
                { restApi: api.id, parentId: pathIds.get(parent)!, pathPart: segment },
                own,
            );
            pathIds.set(path, resource.id);
        }

        for (const route of args.routes) {
            const pathId = pathIds.get(route.path)!;
            this.createRoute(name, route, { api, authorizer, validator, pathId, stage: args.stage, snapshot });
        }
        for (const [path, methods] of methodsByPath(args.routes)) {
            const target = {
                name: `${name}-OPTIONS-${pathSlug(path)}`,
                restApi: api.id,
                resourceId: pathIds.get(path)!,
            };
            corsPreflight(snapshot, target, methods, args.cors, own);
        }
        corsGatewayResponses(snapshot, name, api.id, args.cors, own);

        const stage = this.createStage(name, args, api, snapshot);
        this.apiId = api.id;
        this.apiName = api.name;
        this.stageName = stage.stageName;
        this.url = stage.invokeUrl;
        this.registerOutputs({
            apiId: this.apiId,
            apiName: this.apiName,
            stageName: this.stageName,
            url: this.url,
        });
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
            snapshot: Snapshot;
        },
    ): void {
        const { api, authorizer, validator, pathId, stage, snapshot } = context;
        const own = { parent: this };
        const slug = `${route.method}-${pathSlug(route.path)}`;
        const parameters = [
            ...[...route.path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, parameter]) => `method.request.path.${parameter}`),
            ...(route.requiredHeaders ?? []).map((header) => `method.request.header.${header}`),
        ];
        const model =
            route.bodySchema === undefined
                ? undefined
                : snapshot.make(
                      aws.apigateway.Model,
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
        const method = snapshot.make(
            aws.apigateway.Method,
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
        snapshot.make(
            aws.apigateway.Integration,
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
    }

    private createStage(
        name: string,
        args: RestApiArgs,
        api: aws.apigateway.RestApi,
        snapshot: Snapshot,
    ): aws.apigateway.Stage {
        const own = { parent: this };
        const deployment = new aws.apigateway.Deployment(
            name,
            { restApi: api.id, triggers: { redeployment: snapshot.digest() } },
            { ...own, dependsOn: [...snapshot.resources] },
        );
        const logs = { retentionInDays: args.logs.retentionDays, kmsKeyId: args.logs.keyArn };
        const accessLogs = new aws.cloudwatch.LogGroup(`${name}-access`, logs, own);
        // API Gateway knows this group by its name, and would make it itself: without a key, and for ever.
        const executionLogs = new aws.cloudwatch.LogGroup(
            `${name}-execution`,
            { ...logs, name: pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${args.stage}` },
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
            { ...own, dependsOn: [executionLogs, ...(args.account === undefined ? [] : [args.account])] },
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
