import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { apiDefinition } from "./apiDefinition";
import type { CorsSettings } from "./cors";
import type { FunctionTransform } from "../compute/serverlessFunction";
import { pathSlug, validateRoutes, type Route } from "./routes";
import { transformed, type Transform } from "../shared/transform";

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
    /** The last word on each child. @default - none */
    readonly transform?: {
        readonly api?: Transform<aws.apigateway.RestApiArgs>;
        readonly deployment?: Transform<aws.apigateway.DeploymentArgs>;
        readonly accessLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
        readonly executionLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
        readonly stage?: Transform<aws.apigateway.StageArgs>;
        readonly methodSettings?: Transform<aws.apigateway.MethodSettingsArgs>;
        /** Each permission of a route: `<function>-<api>-<METHOD>-<path>`. */
        readonly permissions?: FunctionTransform["permissions"];
    };
}

/**
 * Without the policy the default endpoint takes TLS 1.0. The access mode is asked for beside such a policy; STRICT would also
 * refuse requests whose host differs from the endpoint's.
 */
const ENDPOINT = {
    securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    endpointAccessMode: "BASIC",
};

/** Settings that stand in the document: overwriting an API by one sets back what the document is silent about. */
const SETTINGS = {
    "minimum-compression-size": 1024,
    "security-policy": ENDPOINT.securityPolicy,
    "endpoint-access-mode": ENDPOINT.endpointAccessMode,
};

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
 * access and execution logs, tracing, CORS also on errors. One document defines it, so that what a stage serves after an update
 * is the table of routes and nothing else (docs/decisions/0009-api-as-one-document.md).
 *
 * Creates: `<name>` (API, stage, deployment, method settings), `<name>-access` and `<name>-execution` (log groups), and for each
 * route the permission `<function>-<api>-<METHOD>-<path>`.
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
        const { description, stage: version, routes, userPoolArn, cors } = args;
        const api = new aws.apigateway.RestApi(
            ...transformed(
                args.transform?.api,
                name,
                {
                    ...ENDPOINT,
                    description,
                    endpointConfiguration: { types: "REGIONAL" },
                    body: pulumi.jsonStringify(
                        apiDefinition({ title: name, version, routes, userPoolArn, cors, settings: SETTINGS }),
                    ),
                    // A part that API Gateway does not understand, a model for example, would be left out.
                    failOnWarnings: true,
                },
                { parent: this },
            ),
        );
        const permissions = routes.map((route) => this.permit(name, route, api, args));
        const stage = this.createStage(name, args, api, permissions);
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

    private permit(
        name: string,
        route: Route,
        api: aws.apigateway.RestApi,
        { stage, transform }: RestApiArgs,
    ): pulumi.Resource {
        return route.function.allowInvocationBy(
            `${name}-${route.method}-${pathSlug(route.path)}`,
            "apigateway.amazonaws.com",
            pulumi.interpolate`${api.executionArn}/${stage}/${route.method}${route.path.replace(/\{[^}]+\}/g, "*")}`,
            { parent: this },
            transform?.permissions,
        );
    }

    private createStage(
        name: string,
        args: RestApiArgs,
        api: aws.apigateway.RestApi,
        permissions: readonly pulumi.Resource[],
    ): aws.apigateway.Stage {
        const own = { parent: this };
        const { transform = {} } = args;
        const deployment = new aws.apigateway.Deployment(
            ...transformed(
                transform.deployment,
                name,
                { restApi: api.id, triggers: { redeployment: api.body.apply(digestOf) } },
                // A route that is served before its function's permission is there answers 500.
                { ...own, dependsOn: [...permissions] },
            ),
        );
        const logs = { retentionInDays: args.logs.retentionDays, kmsKeyId: args.logs.keyArn };
        const accessLogs = new aws.cloudwatch.LogGroup(
            ...transformed(transform.accessLogGroup, `${name}-access`, logs, own),
        );
        // API Gateway knows this group by its name, and would make it itself: without a key, and for ever.
        const executionLogs = new aws.cloudwatch.LogGroup(
            ...transformed(
                transform.executionLogGroup,
                `${name}-execution`,
                { ...logs, name: pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${args.stage}` },
                own,
            ),
        );
        const stage = new aws.apigateway.Stage(
            ...transformed(
                transform.stage,
                name,
                {
                    restApi: api.id,
                    deployment: deployment.id,
                    stageName: args.stage,
                    xrayTracingEnabled: true,
                    accessLogSettings: { destinationArn: accessLogs.arn, format: ACCESS_LOG_FORMAT },
                },
                { ...own, dependsOn: [executionLogs, ...(args.account === undefined ? [] : [args.account])] },
            ),
        );
        new aws.apigateway.MethodSettings(
            ...transformed(
                transform.methodSettings,
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
            ),
        );
        return stage;
    }
}

/** Changes with every change of what a deployment copies, and with nothing else. */
function digestOf(definition: string | undefined): string {
    return createHash("sha256")
        .update(definition ?? "")
        .digest("hex");
}
