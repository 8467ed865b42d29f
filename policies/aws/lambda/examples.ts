/** Example code of this project's component for functions, for the documentation of rules. */

const ARGUMENTS = `function: "placeOrder", description: "Places orders", platform`;

/** A function as the component makes it. */
export const FUNCTION_COMPONENT = `new ServerlessFunction("place-order", { ${ARGUMENTS} });`;

/** A function with an argument of the component more. */
export function functionComponentWith(argument: string): string {
    return `new ServerlessFunction("place-order", { ${ARGUMENTS}, ${argument} });`;
}

/** A function with a property for which the component has no argument. */
export function functionComponentSetting(property: string): string {
    return `// The component has no argument for it; a transformation sets it.
new ServerlessFunction(
    "place-order",
    { ${ARGUMENTS} },
    {
        transformations: [
            ({ type, props, opts }) =>
                type === "aws:lambda/function:Function" ? { props: { ...props, ${property} }, opts } : undefined,
        ],
    },
);`;
}

/** A function in a VPC. */
export const FUNCTION_IN_VPC_COMPONENT = functionComponentSetting(
    "vpcConfig: { subnetIds: subnets.map(({ id }) => id), securityGroupIds: [securityGroup.id] }",
);

/**
 * A function with plain `@pulumi/aws` that reads the queue `orders`.
 *
 * @param argument another one of the function. @default - none
 */
export function queueReader(role: string, argument?: string): string {
    return `const work = new aws.lambda.Function("work", {
    role: ${role},
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    timeout: 30,${argument === undefined ? "" : `\n    ${argument},`}
});
new aws.lambda.EventSourceMapping("orders", {
    functionName: work.arn,
    eventSourceArn: orders.arn,
    functionResponseTypes: ["ReportBatchItemFailures"],
});`;
}

/** A function that reads a queue: no component makes such queues and mappings. */
export const QUEUE_READER_COMPONENT = `const work = new ServerlessFunction("place-order", { ${ARGUMENTS}, timeoutSeconds: 30 });
// No component makes the queue and its mapping.
const orders = new aws.sqs.Queue("orders", { visibilityTimeoutSeconds: 6 * work.timeoutSeconds, kmsMasterKeyId: key.arn });
new aws.lambda.EventSourceMapping("orders", {
    functionName: work.aliasArn,
    eventSourceArn: orders.arn,
    functionResponseTypes: ["ReportBatchItemFailures"],
});`;

/** A function that reads a table's stream. */
export const STREAM_READER_COMPONENT = `const orders = new DynamoTable("orders", {
    hashKey: "orderId",
    streamViewType: "NEW_AND_OLD_IMAGES",
    keyArn: key.arn,
    recoveryDays: 35,
    deletionProtection: true,
});
const deliver = new ServerlessFunction("deliver", { function: "deliverOrderChanges", description: "Fans out", platform });
// Partial batches, bisecting and the destination are the component's own.
new StreamEventSource("order-changes", {
    function: deliver,
    streamArn: orders.ref.streamArn,
    readGrant: orders.grant(deliver, "readStream"),
    failureBucket: new BucketAccess("lake", lake),
    maximumRecordAgeSeconds: 6 * 3600,
});`;
