import assert from "node:assert/strict";
import { Provider } from "./provider";
import type { Props } from "./row";
import { rows } from "./table";

/** The calls of an update, out of a state in which AWS has filled in what the program left out. */
async function updated(type: string, olds: Props, news: Props, answer: Props = {}): Promise<[string, Props][]> {
    const calls: [string, Props][] = [];
    const send = (command: { constructor: { name: string }; input: Props }) => {
        calls.push([command.constructor.name.replace(/Command$/, ""), command.input]);
        return Promise.resolve(answer);
    };
    const clients = new Proxy({}, { get: () => () => ({ send }) });
    const options = { rows, functions: new Map(), accountId: "111122223333", region: "eu-west-1" };
    const urn = `urn:pulumi:test::platform-test::${type}::orders`;
    const { id, outputs: state } = await new Provider(options).create(urn, olds, false);
    const live = new Provider({ ...options, clients: clients as never });
    await live.update(urn, { id, state, inputs: olds }, news, false);
    return calls.filter(([name]) => !/^(Get|Describe|List)/.test(name));
}

describe("an update", () => {
    it("patches the arguments that changed, and takes away those alone that were given", async () => {
        const method = { restApi: "api", resourceId: "root", httpMethod: "POST", type: "AWS_PROXY" };
        const key = { restApiId: "api", resourceId: "root", httpMethod: "POST" };
        const olds = { ...method, uri: "one", contentHandling: "CONVERT_TO_TEXT", timeoutMilliseconds: 29_000 };
        const news = { ...method, uri: "two", timeoutMilliseconds: 1_000 };
        const patchOperations = [
            { op: "replace", path: "/uri", value: "two" },
            { op: "remove", path: "/contentHandling" },
            { op: "replace", path: "/timeoutInMillis", value: 1_000 },
        ];
        assert.deepEqual(await updated("aws:apigateway/integration:Integration", olds, news), [
            ["UpdateIntegration", { ...key, patchOperations }],
        ]);
    });

    it("says nothing of arguments that AWS has filled in", async () => {
        const answer = { FunctionArn: "arn:orders", UUID: "one" };
        const mapping = { eventSourceArn: "arn:aws:sqs:eu-west-1:1:orders", functionName: "orders", enabled: true };
        const calls = (olds: Props, news: Props) =>
            updated(
                "aws:lambda/eventSourceMapping:EventSourceMapping",
                { ...mapping, ...olds },
                { ...mapping, ...news },
                answer,
            );
        const UUID = "one";
        const [[name, request]] = await calls({ batchSize: 10 }, { batchSize: 20 });
        assert.equal(name, "UpdateEventSourceMapping");
        assert.deepEqual({ ...request, UUID }, { UUID, FunctionName: "orders", Enabled: true, BatchSize: 20 });
        const [[, without]] = await calls({ maximumRecordAgeInSeconds: 60 }, {});
        assert.equal(without.MaximumRecordAgeInSeconds, -1);
    });

    it("leaves a resource alone of which nothing but the tags changes", async () => {
        const endpoint = { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.s3", vpcEndpointType: "Gateway" };
        const calls = await updated("aws:ec2/vpcEndpoint:VpcEndpoint", endpoint, { ...endpoint, tags: { a: "b" } });
        assert.deepEqual(
            calls.map(([name]) => name),
            ["CreateTags"],
        );
    });
});
