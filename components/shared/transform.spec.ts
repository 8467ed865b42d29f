import assert from "node:assert/strict";
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { componentFiles, componentSources, nodesOf } from "./testing/components";
import { inputsOf, installMocks, settled } from "./testing/mocks";
import { transformed, type Transform } from "./transform";
import { DataStream } from "../streaming/dataStream";
import { ServerlessFunction, type FunctionPlatform } from "../compute/serverlessFunction";

const STREAM = { keyArn: "key", retentionHours: 24 };
const PLATFORM: FunctionPlatform = {
    keys: { logs: "logs", messaging: "arn:aws:kms:eu-west-1:111122223333:key/messaging" },
    permissionsBoundaryArn: "boundary",
    logRetentionDays: 14,
    logLevel: "INFO",
    memoryMebibytes: 512,
};

describe("transform", () => {
    beforeEach(() => installMocks());

    it("has the last word on what the component says", async () => {
        new DataStream("clicks", {
            ...STREAM,
            transform: {
                stream: (args, opts, name) => {
                    args.retentionPeriod = 48;
                    args.enforceConsumerDeletion = true;
                    args.tags = { for: name };
                    opts.protect = true;
                },
            },
        });
        await settled();
        const { retentionPeriod, enforceConsumerDeletion, tags, encryptionType } = inputsOf(
            "aws:kinesis/stream:Stream",
            "clicks",
        );
        assert.deepEqual(
            { retentionPeriod, enforceConsumerDeletion, tags, encryptionType },
            { retentionPeriod: 48, enforceConsumerDeletion: true, tags: { for: "clicks" }, encryptionType: "KMS" },
        );
    });

    it("changes one child and no other, whatever values they share", () => {
        const [shared, parent] = [{ retentionInDays: 14 }, new pulumi.ComponentResource("platform:test:Any", "any")];
        const opts: pulumi.CustomResourceOptions = { parent };
        const longer: Transform<aws.cloudwatch.LogGroupArgs> = (args, own) => {
            args.retentionInDays = 400;
            own.protect = true;
        };
        const [, args, own] = transformed(longer, "a", shared, opts);
        assert.deepEqual([args.retentionInDays, own.protect], [400, true]);
        assert.deepEqual([shared, opts], [{ retentionInDays: 14 }, { parent }]);
    });

    it("leaves a child with its component", () => {
        const parent = new pulumi.ComponentResource("platform:test:Any", "any");
        const orphan: Transform<aws.sqs.QueueArgs> = (_args, opts) => {
            delete opts.parent;
        };
        assert.equal(transformed(orphan, "q", {}, { parent })[2].parent, parent);
    });

    it("reaches what is granted, and the children of children", async () => {
        new ServerlessFunction("read-order", {
            function: "readOrder",
            description: "Reads an order",
            platform: PLATFORM,
            transform: {
                policies: (args, _opts, name) => {
                    args.name = name;
                },
                failureQueue: {
                    queue: (args) => {
                        args.messageRetentionSeconds = 60;
                    },
                },
            },
        });
        await settled();
        assert.equal(inputsOf("aws:iam/rolePolicy:RolePolicy", "read-order-run").name, "read-order-run");
        assert.equal(inputsOf("aws:sqs/queue:Queue", "read-order-failures").messageRetentionSeconds, 60);
    });

    it("takes what there is only", () => {
        const stream = (transform: ConstructorParameters<typeof DataStream>[1]["transform"]) => transform;
        stream({
            // @ts-expect-error There is no such child.
            streams: () => {},
        });
        stream({
            stream: (args) => {
                // @ts-expect-error There is no such argument.
                args.retentionHours = 48;
                // @ts-expect-error It is a number.
                args.retentionPeriod = "48";
            },
        });
        stream({
            // @ts-expect-error What it returns would be lost.
            stream: (args) => ({ ...args, retentionPeriod: 48 }),
        });
    });
});

describe("children of components", () => {
    const components = new Set(componentSources().map(({ name }) => name));
    /** What makes a child: a resource of a provider, or another component. */
    const made = [...componentFiles()].flatMap(([file, source]) =>
        nodesOf(source, ts.isNewExpression)
            .map((child) => ({ file, child, type: child.expression.getText() }))
            .filter(({ type }) => /^awsx?\./.test(type) || components.has(type)),
    );

    it("are found", () => assert.ok(made.length > 50, `${made.length}`));

    for (const { file, child, type } of made)
        it(`can be transformed: ${type} of ${file}`, () => {
            const text = child.arguments?.map((argument) => argument.getText()).join() ?? "";
            const isOpen = components.has(type) ? /\btransform\b/.test(text) : /^\.\.\.transformed\(/.test(text);
            assert.ok(
                isOpen,
                components.has(type)
                    ? `${file} makes a ${type} without its 'transform'.`
                    : `${file}: make it by new ${type}(...transformed(args.transform?.<child>, name, args, opts)).`,
            );
        });
});
