import * as pulumi from "@pulumi/pulumi";
import type { ServerlessFunction } from "../../components/compute/serverlessFunction";

/** A function as other layers know it. */
export interface PublishedFunction {
    readonly name: string;
    readonly arn: string;
    readonly logGroup: string;
    /** Name of the queue that gets the asynchronous invocations that failed. */
    readonly failureQueue: string;
}

/** What stands in for a function before its layer exists. */
export function functionPlaceholder(name: string): PublishedFunction {
    return {
        name: `${name}-0000000`,
        arn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}-0000000`,
        logGroup: `${name}-logs-0000000`,
        failureQueue: `${name}-failures-0000000`,
    };
}

/** What a layer publishes of a function. */
export function publishedFunction(fn: ServerlessFunction): pulumi.Output<PublishedFunction> {
    return pulumi
        .all([fn.functionName, fn.functionArn, fn.logGroupName, fn.failureQueue.queueName])
        .apply(([name, arn, logGroup, failureQueue]) => ({ name, arn, logGroup, failureQueue }));
}
