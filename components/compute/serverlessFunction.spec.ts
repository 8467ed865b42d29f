import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { FailureQueue } from "./failureQueue";
import { FunctionAccess } from "./functionAccess";
import { ServerlessFunction, type ServerlessFunctionArgs } from "./serverlessFunction";
import { SecretAccess } from "../data/secretAccess";
import { TableAccess } from "../data/tableAccess";
import { declaredDependencies } from "../shared/testing/dependencies";
import { grantedBy } from "../shared/testing/grants";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resources, resourcesOfType, settled } from "../shared/testing/mocks";

const MESSAGING_KEY = "arn:aws:kms:eu-west-1:111122223333:key/messaging";

const ARGS: ServerlessFunctionArgs = {
    function: "readOrder",
    description: "Reads an order",
    platform: {
        keys: { logs: "logs-key", messaging: MESSAGING_KEY },
        permissionsBoundaryArn: "boundary",
        logRetentionDays: 14,
        logLevel: "INFO",
        memoryMebibytes: 512,
    },
};

describe("ServerlessFunction", () => {
    beforeEach(() => installMocks());

    it("creates what a function needs in production, and nothing else", async () => {
        new ServerlessFunction("read-order", ARGS);
        await settled();
        assert.deepEqual(
            resources()
                .filter(({ type }) => type.startsWith("aws:"))
                .map(({ type, name }) => `${type.split(":")[2]} ${name}`)
                .sort(),
            [
                "Alias read-order-live",
                "Function read-order",
                "FunctionEventInvokeConfig read-order-async",
                "LogGroup read-order-logs",
                "Queue read-order-failures",
                "QueuePolicy read-order-failures-tls",
                "Role read-order",
                "RolePolicy read-order-read-order-failures-send",
                "RolePolicy read-order-run",
            ],
        );
    });

    it("traces actively, logs JSON into its own encrypted group and runs a published version", async () => {
        new ServerlessFunction("read-order", { ...ARGS, environment: { ORDERS_TABLE: "orders" } });
        await settled();
        const { code, ...inputs } = inputsOf("aws:lambda/function:Function", "read-order");
        assert.match(await (code as pulumi.asset.FileArchive).path, /readOrder-[0-9a-f]{12}\.zip$/);
        assert.deepEqual(inputs, {
            description: "Reads an order",
            runtime: "nodejs24.x",
            handler: "index.handler",
            architectures: ["arm64"],
            role: "arn:aws:iam::111122223333:role/read-order",
            memorySize: 512,
            timeout: 10,
            publish: true,
            tracingConfig: { mode: "Active" },
            loggingConfig: {
                logGroup: "read-order-logs",
                logFormat: "JSON",
                applicationLogLevel: "INFO",
                systemLogLevel: "INFO",
            },
            environment: {
                variables: {
                    POWERTOOLS_SERVICE_NAME: "read-order",
                    POWERTOOLS_METRICS_NAMESPACE: "Platform",
                    POWERTOOLS_LOG_LEVEL: "INFO",
                    ORDERS_TABLE: "orders",
                },
            },
        });
        assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "read-order-logs"), {
            retentionInDays: 14,
            kmsKeyId: "logs-key",
        });
        assert.equal(inputsOf("aws:lambda/alias:Alias", "read-order-live").functionVersion, "1");
    });

    it("sends asynchronous invocations that keep failing to its queue", async () => {
        new ServerlessFunction("read-order", ARGS);
        await settled();
        const config = inputsOf("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "read-order-async");
        assert.equal(config.maximumRetryAttempts, 2);
        assert.deepEqual(config.destinationConfig, {
            onFailure: { destination: "arn:aws:sqs:eu-west-1:111122223333:read-order-failures" },
        });
    });

    it("may write its own logs and traces, bounded by the boundary", async () => {
        new ServerlessFunction("read-order", ARGS);
        await settled();
        const { Statement } = JSON.parse(inputsOf("aws:iam/rolePolicy:RolePolicy", "read-order-run").policy);
        assert.deepEqual(Statement, [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:read-order-logs:*",
            },
            { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
        ]);
        assert.equal(inputsOf("aws:iam/role:Role", "read-order").permissionsBoundary, "boundary");
    });

    it("reserves concurrency only when asked", async () => {
        new ServerlessFunction("a", ARGS);
        new ServerlessFunction("b", { ...ARGS, reservedConcurrency: 5 });
        await settled();
        assert.equal("reservedConcurrentExecutions" in inputsOf("aws:lambda/function:Function", "a"), false);
        assert.equal(inputsOf("aws:lambda/function:Function", "b").reservedConcurrentExecutions, 5);
    });

    it("lets a service invoke the alias for one source", async () => {
        new ServerlessFunction("read-order", ARGS).allowInvocationBy("api", "apigateway.amazonaws.com", "arn:source");
        await settled();
        assert.deepEqual(inputsOf("aws:lambda/permission:Permission", "read-order-api"), {
            action: "lambda:InvokeFunction",
            function: "read-order",
            qualifier: "live",
            principal: "apigateway.amazonaws.com",
            sourceArn: "arn:source",
        });
    });

    it("is told what it is linked to, and may do what the verb says", async () => {
        const fn = new ServerlessFunction("read-order", { ...ARGS, environment: { ALLOWED_ORIGINS: "none" } });
        const table = { name: "orders-1", arn: "arn:orders", keyArn: MESSAGING_KEY };
        const orders = new TableAccess("orders", table);
        fn.link("ORDERS_TABLE", orders, "query", { index: "byStatus" });
        fn.link("FAILURE_QUEUE_URL", new FailureQueue("failures", { keyArn: MESSAGING_KEY }), "send");
        fn.link("PAYMENT_SECRET", new SecretAccess("payment", { name: "shop/payment", keyArn: MESSAGING_KEY }), "read");
        // @ts-expect-error A queue has no such verb.
        const wrong = () => fn.link("OTHER_QUEUE", fn.failureQueue, "query");
        assert.ok(wrong);
        await settled();
        const { variables } = inputsOf("aws:lambda/function:Function", "read-order").environment;
        assert.deepEqual(
            { ...variables, POWERTOOLS_SERVICE_NAME: undefined },
            {
                POWERTOOLS_SERVICE_NAME: undefined,
                POWERTOOLS_METRICS_NAMESPACE: "Platform",
                POWERTOOLS_LOG_LEVEL: "INFO",
                ALLOWED_ORIGINS: "none",
                ORDERS_TABLE: "orders-1",
                FAILURE_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
                PAYMENT_SECRET: "shop/payment",
            },
        );
        assert.deepEqual(grantedBy("read-order-orders-query-byStatus")[0], {
            Effect: "Allow",
            Action: ["dynamodb:Query"],
            Resource: "arn:orders/index/byStatus",
        });
        assert.equal(grantedBy("read-order-failures-send").length, 2);
        assert.equal(grantedBy("read-order-payment-read").length, 2);
    });

    it("refuses a link under a name that is taken, that Lambda does not take, or when it has been made", async () => {
        const fn = new ServerlessFunction("read-order", { ...ARGS, environment: { ORDERS_TABLE: "orders" } });
        const link = (variable: string) => () => fn.link(variable, fn.failureQueue, "send");
        assert.throws(link("ORDERS_TABLE"), /'read-order': the variable 'ORDERS_TABLE' is there twice/);
        assert.throws(link("ORDERS-TABLE"), /the variable 'ORDERS-TABLE' must begin with a letter/);
        await settled();
        assert.throws(link("QUEUE_URL"), /the variable 'QUEUE_URL' comes too late/);
        assert.deepEqual(
            resourcesOfType("aws:iam/rolePolicy:RolePolicy").map(({ name }) => name),
            ["read-order-run", "read-order-read-order-failures-send"],
        );
    });

    it("has the memory that it is given, or else the platform's", async () => {
        const platform = { ...ARGS.platform, memoryMebibytes: 1024 };
        new ServerlessFunction("read-order", { ...ARGS, platform });
        new ServerlessFunction("report", { ...ARGS, platform, memoryMebibytes: 3008 });
        await settled();
        assert.equal(inputsOf("aws:lambda/function:Function", "read-order").memorySize, 1024);
        assert.equal(inputsOf("aws:lambda/function:Function", "report").memorySize, 3008);
    });

    it("serves new code after every grant of its program, also one that is given later", async () => {
        const declared = await declaredDependencies((opts) => {
            const fn = new ServerlessFunction("read-order", ARGS, opts);
            const table = { name: "orders", arn: "arn:orders", keyArn: MESSAGING_KEY };
            new TableAccess("orders", table).grant(fn, "readItem");
            return fn;
        });
        assert.deepEqual(declared.get("aws:lambda/alias:Alias read-order-live"), [
            "aws:iam/rolePolicy:RolePolicy read-order-orders-readItem",
            "aws:iam/rolePolicy:RolePolicy read-order-read-order-failures-send",
            "aws:iam/rolePolicy:RolePolicy read-order-run",
        ]);
    });

    it("may be granted, once it is live, what itself comes after the alias", async () => {
        const declared = await declaredDependencies((opts) => {
            const fn = new ServerlessFunction("change-lines", ARGS, opts);
            new FunctionAccess("change-lines", fn.ref).grant(fn.onceLive, "transform");
            return fn;
        });
        assert.deepEqual(declared.get("aws:lambda/alias:Alias change-lines-live"), [
            "aws:iam/rolePolicy:RolePolicy change-lines-change-lines-failures-send",
            "aws:iam/rolePolicy:RolePolicy change-lines-run",
        ]);
        assert.deepEqual(grantedBy("change-lines-change-lines-transform"), [
            {
                Effect: "Allow",
                Action: ["lambda:InvokeFunction", "lambda:GetFunctionConfiguration"],
                Resource: "arn:aws:lambda:eu-west-1:111122223333:function:change-lines-live",
            },
        ]);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new ServerlessFunction("read-order", { ...ARGS, transform }, opts)));

    const refused: readonly [Partial<ServerlessFunctionArgs>, RegExp][] = [
        [{ timeoutSeconds: 901 }, /'read-order': timeoutSeconds must be a whole number from 1 to 900/],
        [{ memoryMebibytes: 64 }, /'read-order': memoryMebibytes must be a whole number from 128 to 10240/],
        [
            { platform: { ...ARGS.platform, memoryMebibytes: 20_000 } },
            /'read-order': platform.memoryMebibytes must be a whole number from 128 to 10240/,
        ],
        [{ environment: { "ORDERS.TABLE": "orders" } }, /'read-order': the variable 'ORDERS.TABLE' must begin/],
        [{ reservedConcurrency: -1 }, /reservedConcurrency/],
        [{ function: "noSuchFunction" }, /noSuchFunction/],
    ];
    for (const [change, message] of refused) {
        it(`refuses ${JSON.stringify(change)}`, () => {
            assert.throws(() => new ServerlessFunction("read-order", { ...ARGS, ...change }), message);
        });
    }
});
