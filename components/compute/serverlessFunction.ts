import { setImmediate } from "node:timers/promises";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { attachGrant, type Grantee } from "../identity/grantee";
import type { GrantOf, Linkable } from "../identity/linkable";
import { ServiceRole, type RoleTransform } from "../identity/serviceRole";
import { BUNDLE_HANDLER, bundleFunction } from "./bundle";
import { FunctionEnvironment } from "./functionEnvironment";
import { FailureQueue } from "./failureQueue";
import type { FunctionRef } from "./functionAccess";
import type { QueueTransform } from "./sealedQueue";
import { requireWhole } from "../shared/wholeNumber";
import { transformed, type Transform } from "../shared/transform";

/** Lambda's limits (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const MAX_TIMEOUT_SECONDS = 900;
const MEMORY_MEBIBYTES = { min: 128, max: 10_240 };

/** Lambda's Node.js runtime; the embedded environment and the build use the same major version. */
const NODE_RUNTIME = "nodejs24.x";

/** What every function of a layer shares; layers pass it on from their upstreams and settings. */
export interface FunctionPlatform {
    /** KMS keys: `logs` for the log group, `messaging` for the failure queue. */
    readonly keys: pulumi.Input<{ readonly logs: string; readonly messaging: string }>;
    readonly permissionsBoundaryArn: pulumi.Input<string>;
    /** Days that the log group keeps events; one of CloudWatch Logs' values. */
    readonly logRetentionDays: number;
    readonly logLevel: "DEBUG" | "INFO" | "WARN" | "ERROR";
    /** MiB of memory, and with it the share of a CPU, for functions that do not say themselves. */
    readonly memoryMebibytes: number;
}

/** The last word on what a function is made of. */
export interface FunctionTransform extends RoleTransform {
    readonly function?: Transform<aws.lambda.FunctionArgs>;
    readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
    readonly alias?: Transform<aws.lambda.AliasArgs>;
    readonly invokeConfig?: Transform<aws.lambda.FunctionEventInvokeConfigArgs>;
    readonly failureQueue?: QueueTransform;
    /** Each permission of a service to invoke the function: `<name>-<suffix>`. */
    readonly permissions?: Transform<aws.lambda.PermissionArgs>;
}

/** Arguments for {@link ServerlessFunction}. */
export interface ServerlessFunctionArgs {
    /** Folder under `functions/` whose `handler.ts` exports `handler`. */
    readonly function: string;
    /** What it does, shown in the Lambda console. */
    readonly description: string;
    readonly platform: FunctionPlatform;
    /** Seconds until an invocation is ended, 1 to 900. @default 10 */
    readonly timeoutSeconds?: number;
    /** MiB of memory, and with it the share of a CPU, 128 to 10240. @default - the platform's */
    readonly memoryMebibytes?: number;
    /** Environment variables; never secrets (Secrets Manager holds those). @default - only those of Powertools */
    readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Executions kept for this function alone and not exceeded. @default - the account's shared pool */
    readonly reservedConcurrency?: number;
    /** The last word on each child. @default - none */
    readonly transform?: FunctionTransform;
}

/**
 * A Node.js function with everything that it needs to run in production and nothing that it may not do: its own role without
 * permissions (resources grant them), its own encrypted log group, active tracing, JSON logs, a queue for failed asynchronous
 * invocations, and a published version behind the alias `live`.
 *
 * Creates: `<name>` (role, function), `<name>-logs` (log group), `<name>-live` (alias), `<name>-async` (invoke configuration),
 * `<name>-failures` (queue) and the role policies `<name>-run`, `<name>-<name>-failures-send`.
 *
 * @example
 * const placeOrder = new ServerlessFunction("place-order", { function: "placeOrder", description: "Places an order", platform });
 * ordersTable.grant(placeOrder, "putItem");
 */
export class ServerlessFunction extends pulumi.ComponentResource implements Grantee {
    public readonly functionName: pulumi.Output<string>;
    public readonly functionArn: pulumi.Output<string>;
    /** ARN of the alias `live`: what triggers invoke. */
    public readonly aliasArn: pulumi.Output<string>;
    /** The alias, for those that need to use the function. */
    public readonly ref: pulumi.Output<FunctionRef>;
    /** The alias in the form that API Gateway integrations take. */
    public readonly invokeArn: pulumi.Output<string>;
    public readonly roleName: pulumi.Output<string>;
    public readonly roleArn: pulumi.Output<string>;
    public readonly logGroupName: pulumi.Output<string>;
    /** Longest run of one invocation, in seconds. */
    public readonly timeoutSeconds: number;
    private readonly transform: FunctionTransform;
    private readonly environment: FunctionEnvironment;
    private readonly failures: FailureQueue;
    private readonly alias: aws.lambda.Alias;
    private readonly grants: aws.iam.RolePolicy[] = [];

    constructor(
        private readonly ownName: string,
        args: ServerlessFunctionArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        const name = ownName;
        validateServerlessFunctionArgs(name, args);
        const environment = new FunctionEnvironment(`ServerlessFunction '${name}'`, {
            POWERTOOLS_SERVICE_NAME: name,
            POWERTOOLS_METRICS_NAMESPACE: "Platform",
            POWERTOOLS_LOG_LEVEL: args.platform.logLevel,
            ...args.environment,
        });
        super("platform:compute:ServerlessFunction", name, args, opts);
        const { platform, transform = {} } = args;
        this.transform = transform;
        this.environment = environment;
        const keys = pulumi.output(platform.keys);
        this.timeoutSeconds = args.timeoutSeconds ?? 10;

        const role = new ServiceRole(
            name,
            {
                service: "lambda.amazonaws.com",
                description: `Runs the function ${name}`,
                permissionsBoundaryArn: platform.permissionsBoundaryArn,
                transform: { role: transform.role },
            },
            { parent: this },
        );
        this.roleName = role.roleName;
        this.roleArn = role.roleArn;

        const logGroup = new aws.cloudwatch.LogGroup(
            ...transformed(
                transform.logGroup,
                `${name}-logs`,
                { retentionInDays: platform.logRetentionDays, kmsKeyId: keys.logs },
                { parent: this },
            ),
        );
        const run = attachGrant(this, "run", [
            {
                actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resources: [pulumi.interpolate`${logGroup.arn}:*`],
            },
            // X-Ray has no resources for these (service authorization reference, "Actions defined by AWS X-Ray").
            { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] },
        ]);

        const bundle = bundleFunction(args.function);
        const lambda = new aws.lambda.Function(
            ...transformed(
                transform.function,
                name,
                {
                    description: args.description,
                    runtime: NODE_RUNTIME,
                    handler: BUNDLE_HANDLER,
                    architectures: ["arm64"],
                    code: new pulumi.asset.FileArchive(bundle.path),
                    role: role.roleArn,
                    memorySize: args.memoryMebibytes ?? platform.memoryMebibytes,
                    timeout: this.timeoutSeconds,
                    publish: true,
                    tracingConfig: { mode: "Active" },
                    loggingConfig: {
                        logGroup: logGroup.name,
                        logFormat: "JSON",
                        applicationLogLevel: platform.logLevel,
                        systemLogLevel: platform.logLevel === "ERROR" ? "WARN" : platform.logLevel,
                    },
                    environment: { variables: this.environment.variables },
                    ...(args.reservedConcurrency === undefined
                        ? {}
                        : { reservedConcurrentExecutions: args.reservedConcurrency }),
                },
                { parent: this, dependsOn: [run] },
            ),
        );
        this.alias = new aws.lambda.Alias(
            ...transformed(
                transform.alias,
                `${name}-live`,
                {
                    name: "live",
                    description: "The version that triggers invoke",
                    functionName: lambda.name,
                    functionVersion: lambda.version,
                },
                // New code serves nobody before it may do what it needs. Layers grant after this, in the same turn, at whose end all grants are
                // known. IAM itself takes seconds more to act by a new policy everywhere
                // (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency).
                { parent: this, dependsOn: setImmediate(this.grants) },
            ),
        );

        this.failures = new FailureQueue(
            `${name}-failures`,
            { keyArn: keys.messaging, transform: transform.failureQueue },
            { parent: this },
        );
        const send = this.failures.grant(this, "send");
        new aws.lambda.FunctionEventInvokeConfig(
            ...transformed(
                transform.invokeConfig,
                `${name}-async`,
                {
                    functionName: lambda.name,
                    qualifier: this.alias.name,
                    maximumRetryAttempts: 2,
                    destinationConfig: { onFailure: { destination: this.failures.queueArn } },
                },
                { parent: this, dependsOn: [send] },
            ),
        );

        this.functionName = lambda.name;
        this.functionArn = lambda.arn;
        this.aliasArn = this.alias.arn;
        this.ref = this.aliasArn.apply((arn) => ({ arn }));
        this.invokeArn = this.alias.invokeArn;
        this.logGroupName = logGroup.name;
        this.registerOutputs({
            functionName: this.functionName,
            functionArn: this.functionArn,
            aliasArn: this.aliasArn,
            ref: this.ref,
            invokeArn: this.invokeArn,
            roleName: this.roleName,
            roleArn: this.roleArn,
            logGroupName: this.logGroupName,
            timeoutSeconds: this.timeoutSeconds,
        });
    }

    /** Keeps what no asynchronous invocation could handle. */
    get failureQueue(): FailureQueue {
        return this.failures;
    }

    /**
     * Tells the function by what to ask for a resource, and lets it do what a verb of that resource says. Further verbs are grants.
     *
     * @param variable environment variable that gets the resource's name, of a queue its URL
     * @throws when there is such a variable already, or when the program's turn is over
     *
     * @example
     * placeOrder.link("ORDERS_TABLE", orders, "putItem");
     * placeOrder.link("PAYMENT_SECRET", new SecretAccess("payment", { name: layer.paymentSecret, keyArn }), "read");
     */
    link<R extends Linkable>(variable: string, resource: R, ...grant: GrantOf<R>): aws.iam.RolePolicy {
        this.environment.set(variable, resource.identifier);
        return resource.grant(this, ...(grant as unknown as [never]));
    }

    /** See {@link Grantee.grantName}. */
    get grantName(): string {
        return this.ownName;
    }

    /** See {@link Grantee.grantParent}. */
    get grantParent(): pulumi.Resource {
        return this;
    }

    /** See {@link Grantee.grantTransform}. */
    get grantTransform(): RoleTransform["policies"] {
        return this.transform.policies;
    }

    /**
     * The function for grants on what itself comes after the alias: the alias waits for every other grant, so that one on a delivery stream
     * that the function transforms for, or on the API before it, would wait for itself. New code may run before such a grant.
     *
     * @example
     * delivery.grant(transform.onceLive, "put");
     */
    get onceLive(): Grantee {
        const { grantName, grantParent, grantTransform, roleName, roleArn } = this;
        return { grantName, grantParent, grantTransform, roleName, roleArn };
    }

    /** See {@link Grantee.granted}. */
    granted(policy: aws.iam.RolePolicy): void {
        this.grants.push(policy);
    }

    /**
     * Lets an AWS service invoke the alias `live` for one source.
     *
     * @param suffix distinguishes the sources; part of the logical name `<function>-<suffix>`
     * @param principal service principal such as `apigateway.amazonaws.com`
     * @param transform the last word on the permission. @default - the function's
     */
    allowInvocationBy(
        suffix: string,
        principal: string,
        sourceArn: pulumi.Input<string>,
        opts?: pulumi.CustomResourceOptions,
        transform: FunctionTransform["permissions"] = this.transform.permissions,
    ): aws.lambda.Permission {
        return new aws.lambda.Permission(
            ...transformed(
                transform,
                `${this.grantName}-${suffix}`,
                {
                    action: "lambda:InvokeFunction",
                    function: this.functionName,
                    qualifier: this.alias.name,
                    principal,
                    sourceArn,
                },
                { parent: this, ...opts },
            ),
        );
    }
}

/** Rejects arguments that Lambda would only refuse during the deployment. */
function validateServerlessFunctionArgs(name: string, args: ServerlessFunctionArgs): void {
    const { min, max } = MEMORY_MEBIBYTES;
    const whole = (argument: string, value: number | undefined, low: number, high: number) => {
        if (value !== undefined) requireWhole(`ServerlessFunction '${name}'`, argument, value, low, high);
    };
    whole("timeoutSeconds", args.timeoutSeconds, 1, MAX_TIMEOUT_SECONDS);
    whole("memoryMebibytes", args.memoryMebibytes, min, max);
    whole("platform.memoryMebibytes", args.platform.memoryMebibytes, min, max);
    whole("reservedConcurrency", args.reservedConcurrency, 0, Number.MAX_SAFE_INTEGER);
}
