import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ServerlessFunction, type FunctionTransform } from "./serverlessFunction";
import { StreamEventSource, type StreamEventSourceArgs } from "./streamEventSource";
import { BucketAccess } from "../data/bucketAccess";
import { TableAccess } from "../data/tableAccess";
import { declaredDependencies } from "../shared/testing/dependencies";
import { grantedBy } from "../shared/testing/grants";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resourcesOfType, settled } from "../shared/testing/mocks";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/data";
const BUCKET = { name: "lake-1", arn: "arn:aws:s3:::lake-1", keyArn: KEY };
const TABLE_ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
const TABLE = { name: "orders", arn: TABLE_ARN, streamArn: `${TABLE_ARN}/stream/now`, keyArn: KEY };

function args(
    change: Partial<StreamEventSourceArgs> = {},
    functionOptions?: pulumi.ComponentResourceOptions,
    functionTransform?: FunctionTransform,
): StreamEventSourceArgs {
    const fn = new ServerlessFunction(
        "deliver",
        {
            function: "deliverOrderChanges",
            description: "d",
            platform: {
                keys: { logs: "l", messaging: KEY },
                permissionsBoundaryArn: "b",
                logRetentionDays: 14,
                logLevel: "INFO",
                memoryMebibytes: 512,
            },
            transform: functionTransform,
        },
        functionOptions,
    );
    return {
        function: fn,
        streamArn: TABLE.streamArn,
        readGrant: new TableAccess("orders", TABLE).grant(fn, "readStream"),
        failureBucket: new BucketAccess("lake", BUCKET),
        maximumRecordAgeSeconds: 82_800,
        ...change,
    };
}

describe("StreamEventSource", () => {
    beforeEach(() => installMocks());

    it("reports partial failures, bisects, tries again until a record is too old and keeps what remains", async () => {
        new StreamEventSource("orders-stream", args());
        await settled();
        assert.deepEqual(inputsOf("aws:lambda/eventSourceMapping:EventSourceMapping", "orders-stream"), {
            eventSourceArn: TABLE.streamArn,
            functionName: "arn:aws:lambda:eu-west-1:111122223333:function:deliver-live",
            startingPosition: "TRIM_HORIZON",
            batchSize: 500,
            maximumBatchingWindowInSeconds: 1,
            parallelizationFactor: 1,
            functionResponseTypes: ["ReportBatchItemFailures"],
            bisectBatchOnFunctionError: true,
            maximumRetryAttempts: -1,
            maximumRecordAgeInSeconds: 82_800,
            destinationConfig: { onFailure: { destinationArn: "arn:aws:s3:::lake-1" } },
        });
    });

    it("lets the function's role write where Lambda writes, and list the bucket, as Lambda asks for", async () => {
        const given = args();
        await settled();
        const before = resourcesOfType("aws:iam/rolePolicy:RolePolicy").map(({ name }) => name);
        new StreamEventSource("orders-stream", given);
        await settled();
        assert.deepEqual(
            resourcesOfType("aws:iam/rolePolicy:RolePolicy")
                .map(({ name }) => name)
                .filter((name) => !before.includes(name))
                .sort(),
            ["deliver-lake-list", "deliver-lake-write"],
        );
        assert.deepEqual(grantedBy("deliver-lake-write")[0], {
            Effect: "Allow",
            Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
            Resource: "arn:aws:s3:::lake-1/aws/lambda/*",
        });
        assert.deepEqual(grantedBy("deliver-lake-list"), [
            { Effect: "Allow", Action: ["s3:ListBucket"], Resource: "arn:aws:s3:::lake-1" },
        ]);
    });

    it("comes after the permissions that Lambda checks when it makes the mapping", async () => {
        const dependencies = await declaredDependencies((opts) => new StreamEventSource("orders-stream", args(), opts));
        assert.deepEqual(dependencies.get("aws:lambda/eventSourceMapping:EventSourceMapping orders-stream"), [
            "aws:iam/rolePolicy:RolePolicy deliver-lake-list",
            "aws:iam/rolePolicy:RolePolicy deliver-lake-write",
            "aws:iam/rolePolicy:RolePolicy deliver-orders-readStream",
        ]);
    });

    // The grants it makes belong to the function, which gets the same.
    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren(
            (opts, transform) => new StreamEventSource("orders-stream", args({ transform }, opts, transform), opts),
        ));

    it("takes what it is told of batches", async () => {
        const change = { batchSize: 10, batchWindowSeconds: 0, parallelizationFactor: 2, maximumRecordAgeSeconds: 60 };
        new StreamEventSource("orders-stream", args(change));
        await settled();
        const mapping = inputsOf("aws:lambda/eventSourceMapping:EventSourceMapping", "orders-stream");
        assert.deepEqual(
            [mapping.batchSize, mapping.maximumBatchingWindowInSeconds, mapping.parallelizationFactor],
            [10, 0, 2],
        );
        assert.equal(mapping.maximumRecordAgeInSeconds, 60);
    });

    it("passes over what no filter lets through", async () => {
        new StreamEventSource("orders-stream", args({ filters: [{ eventName: ["INSERT"] }] }));
        await settled();
        const { filterCriteria } = inputsOf("aws:lambda/eventSourceMapping:EventSourceMapping", "orders-stream");
        assert.deepEqual(filterCriteria, { filters: [{ pattern: '{"eventName":["INSERT"]}' }] });
        assert.throws(() => new StreamEventSource("s", args({ filters: [{}] })), /StreamEventSource 's': filters/);
    });

    for (const change of [
        { batchSize: 0 },
        { batchWindowSeconds: 301 },
        { maximumRecordAgeSeconds: 59 },
        { parallelizationFactor: 11 },
    ]) {
        it(`refuses ${JSON.stringify(change)}`, () => {
            const [argument] = Object.keys(change);
            assert.throws(() => new StreamEventSource("s", args(change)), new RegExp(`'s': ${argument} must be`));
        });
    }
});
