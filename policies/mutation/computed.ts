const PLACE = "eu-west-1:111122223333";

/** Last parts of ARNs that are not `<kind>/<name>`, by resource type. */
const ARNS: Readonly<Record<string, (name: string) => string>> = {
    "aws:iam/policy:Policy": (name) => `arn:aws:iam::111122223333:policy/${name}`,
    "aws:iam/role:Role": (name) => `arn:aws:iam::111122223333:role/${name}`,
    "aws:cloudwatch/metricAlarm:MetricAlarm": (name) => `arn:aws:cloudwatch:${PLACE}:alarm:${name}`,
    "aws:cloudwatch/logGroup:LogGroup": (name) => `arn:aws:logs:${PLACE}:log-group:${name}`,
    "aws:lambda/function:Function": (name) => `arn:aws:lambda:${PLACE}:function:${name}`,
    "aws:s3/bucket:Bucket": (name) => `arn:aws:s3:::${name}`,
    "aws:secretsmanager/secret:Secret": (name) => `arn:aws:secretsmanager:${PLACE}:secret:${name}`,
    "aws:sfn/stateMachine:StateMachine": (name) => `arn:aws:states:${PLACE}:stateMachine:${name}`,
    "aws:sns/topic:Topic": (name) => `arn:aws:sns:${PLACE}:${name}`,
    "aws:sqs/queue:Queue": (name) => `arn:aws:sqs:${PLACE}:${name}`,
    "aws:apigateway/stage:Stage": (name) => `arn:aws:apigateway:eu-west-1::/restapis/${name}-id/stages/${name}`,
};

/** What AWS computes, well-formed: the attributes that examples read. */
export function computedOutputs(
    type: string,
    name: string,
    inputs: Readonly<Record<string, unknown>>,
): Record<string, string> {
    // An alias is invoked by its function's name: `orders:live`.
    const invoked = type === "aws:lambda/alias:Alias" ? `${String(inputs.functionName)}:${String(inputs.name)}` : name;
    const [, service = "", kind = ""] = /^aws:(\w+)\/(\w+):/.exec(type) ?? [];
    return {
        arn: ARNS[type]?.(name) ?? `arn:aws:${service}:${PLACE}:${kind.toLowerCase()}/${name}`,
        ...(type === "aws:s3/bucket:Bucket" ? { bucket: name } : { name }),
        url: `https://${service}.eu-west-1.amazonaws.com/111122223333/${name}`,
        invokeArn: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:${PLACE}:function:${invoked}/invocations`,
        stageName: name,
        bucketDomainName: `${name}.s3.amazonaws.com`,
        bucketRegionalDomainName: `${name}.s3.eu-west-1.amazonaws.com`,
        executionArn: `arn:aws:execute-api:${PLACE}:${name}-id`,
        ...(type === "aws:dynamodb/table:Table"
            ? { streamArn: `arn:aws:dynamodb:${PLACE}:table/${name}/stream/2026-01-01T00:00:00.000` }
            : {}),
        rootResourceId: `${name}-root`,
    };
}
