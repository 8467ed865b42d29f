import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { QueueEventSource, type QueueEventSourceArgs } from "./queueEventSource";
import { ServerlessFunction } from "./serverlessFunction";
import { WorkQueue, type WorkQueueArgs } from "./workQueue";
import { assertOwnsChildren } from "../shared/testing/children";
import { declaredDependencies } from "../shared/testing/dependencies";
import { grantedBy } from "../shared/testing/grants";
import { inputsOf, installMocks, settled } from "../shared/testing/mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/messaging";
const ARN = "arn:aws:sqs:eu-west-1:111122223333:reports";
const QUEUE: WorkQueueArgs = { keyArn: KEY, visibilityTimeoutSeconds: 65 };

describe("WorkQueue", () => {
    beforeEach(() => installMocks());

    it("sets aside what was received five times, in a queue that takes nothing else", async () => {
        new WorkQueue("reports", QUEUE);
        await settled();
        const { redrivePolicy, ...queue } = inputsOf("aws:sqs/queue:Queue", "reports");
        assert.deepEqual(JSON.parse(redrivePolicy), { deadLetterTargetArn: `${ARN}-failures`, maxReceiveCount: 5 });
        assert.deepEqual(queue, {
            visibilityTimeoutSeconds: 65,
            kmsMasterKeyId: KEY,
            kmsDataKeyReusePeriodSeconds: 3600,
        });
        const { queueUrl, redriveAllowPolicy } = inputsOf(
            "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
            "reports-failures-source",
        );
        assert.match(queueUrl, /\/reports-failures$/);
        assert.deepEqual(JSON.parse(redriveAllowPolicy), { redrivePermission: "byQueue", sourceQueueArns: [ARN] });
    });

    it("admits nobody without TLS, and further senders as it is told", async () => {
        const topic = {
            sid: "Topic",
            effect: "Allow",
            principal: { Service: "sns.amazonaws.com" },
            actions: ["sqs:SendMessage"],
            conditions: { ArnEquals: { "aws:SourceArn": "arn:topic" } },
        } as const;
        new WorkQueue("reports", {
            ...QUEUE,
            policyStatements: (queueArn) => [{ ...topic, resources: [queueArn] }],
        });
        await settled();
        const { Statement } = JSON.parse(inputsOf("aws:sqs/queuePolicy:QueuePolicy", "reports-tls").policy);
        assert.deepEqual(
            Statement.map(({ Sid, Effect, Resource }: Record<string, unknown>) => [Sid, Effect, Resource]),
            [
                ["TlsOnly", "Deny", [ARN]],
                ["Topic", "Allow", [ARN]],
            ],
        );
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new WorkQueue("reports", { ...QUEUE, transform }, opts)));

    for (const change of [{ visibilityTimeoutSeconds: 43_201 }, { maxReceiveCount: 0 }])
        it(`refuses ${JSON.stringify(change)}`, () => {
            const [argument] = Object.keys(change);
            assert.throws(() => new WorkQueue("w", { ...QUEUE, ...change }), new RegExp(`'w': ${argument} must be`));
        });
});

function args(
    change: Partial<QueueEventSourceArgs> = {},
    opts?: pulumi.ComponentResourceOptions,
    transform?: any,
): QueueEventSourceArgs {
    const platform = {
        keys: { logs: "l", messaging: KEY },
        permissionsBoundaryArn: "b",
        logRetentionDays: 14,
        logLevel: "INFO",
        memoryMebibytes: 512,
    } as const;
    return {
        function: new ServerlessFunction(
            "make-report",
            { function: "readOrder", description: "d", platform, transform },
            opts,
        ),
        queue: new WorkQueue("reports", { ...QUEUE, transform }, opts),
        ...change,
    };
}

describe("QueueEventSource", () => {
    beforeEach(() => installMocks());

    const mapping = () => inputsOf("aws:lambda/eventSourceMapping:EventSourceMapping", "reports");

    it("invokes the alias with ten messages at once, of which single ones may fail", async () => {
        new QueueEventSource("reports", args());
        await settled();
        assert.deepEqual(mapping(), {
            eventSourceArn: ARN,
            functionName: "arn:aws:lambda:eu-west-1:111122223333:function:make-report-live",
            batchSize: 10,
            maximumBatchingWindowInSeconds: 0,
            functionResponseTypes: ["ReportBatchItemFailures"],
        });
        assert.deepEqual((grantedBy("make-report-reports-receive")[0] as { Action: string[] }).Action.slice(0, 2), [
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
        ]);
    });

    it("waits, limits and filters as it is told", async () => {
        const filters = [{ body: { kind: ["report"] } }, { body: { urgent: [true] } }];
        new QueueEventSource("reports", args({ batchSize: 100, batchWindowSeconds: 5, maxConcurrency: 2, filters }));
        await settled();
        const { batchSize, maximumBatchingWindowInSeconds, scalingConfig, filterCriteria } = mapping();
        assert.deepEqual(
            [batchSize, maximumBatchingWindowInSeconds, scalingConfig],
            [100, 5, { maximumConcurrency: 2 }],
        );
        assert.deepEqual(filterCriteria, {
            filters: [{ pattern: '{"body":{"kind":["report"]}}' }, { pattern: '{"body":{"urgent":[true]}}' }],
        });
    });

    it("comes after the permission that Lambda checks when it makes the mapping", async () => {
        const declared = await declaredDependencies((opts) => new QueueEventSource("reports", args(), opts));
        assert.deepEqual(declared.get("aws:lambda/eventSourceMapping:EventSourceMapping reports"), [
            "aws:iam/rolePolicy:RolePolicy make-report-reports-receive",
        ]);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren(
            (opts, transform) => new QueueEventSource("reports", args({ transform }, opts, transform), opts),
        ));

    const many = Array.from({ length: 11 }, (_, index) => ({ body: { index: [index] } }));
    const refused: readonly [string, Partial<QueueEventSourceArgs>, RegExp][] = [
        ["no batch", { batchSize: 0 }, /'r': batchSize must be a whole number from 1 to 10000/],
        ["a batch without a window", { batchSize: 11 }, /'r': batchSize above 10 needs batchWindowSeconds/],
        ["a window that is too long", { batchWindowSeconds: 301 }, /'r': batchWindowSeconds must be/],
        ["one invocation at a time", { maxConcurrency: 1 }, /'r': maxConcurrency must be a whole number from 2/],
        ["a queue that shows messages too soon", { batchWindowSeconds: 6 }, /'r': queue hides messages for 65 s.*66/],
        ["too many filters", { filters: many }, /'r': filters are 11; Lambda takes 10/],
        ["a filter of nothing", { filters: [{}] }, /'r': filters: '\{\}' lets everything through/],
        ["a long filter", { filters: [{ body: ["x".repeat(4096)] }] }, /'r': filters: one is 4109 letters/],
    ];
    // Refused before anything of them is used.
    const made = {
        function: { timeoutSeconds: 10 } as ServerlessFunction,
        queue: { visibilityTimeoutSeconds: 65 } as WorkQueue,
    };
    for (const [what, change, message] of refused)
        it(`refuses ${what}`, () => assert.throws(() => new QueueEventSource("r", { ...made, ...change }), message));
});
