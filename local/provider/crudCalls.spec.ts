import assert from "node:assert/strict";
import { Provider } from "./provider";
import type { Props } from "./row";
import { rows } from "./table";

const OPTIONS = { rows, functions: new Map(), accountId: "111122223333", region: "eu-west-1" };
const urnOf = (type: string) => `urn:pulumi:test::platform-test::${type}::orders`;

/** A provider whose clients give these answers, by the names of the commands, and errors where an answer is the name of one. */
function recorded(answers: Readonly<Record<string, Props | string>> = {}) {
    const calls: [string, Props][] = [];
    const send = (command: { constructor: { name: string }; input: Props }) => {
        const name = command.constructor.name.replace(/Command$/, "");
        calls.push([name, command.input]);
        const answer = answers[name] ?? {};
        return typeof answer === "string"
            ? Promise.reject(Object.assign(new Error(answer), { name: answer }))
            : Promise.resolve(answer);
    };
    const clients = new Proxy({}, { get: () => () => ({ send }) });
    const changes = () => calls.filter(([name]) => !/^(Get|Describe|List|Head)/.test(name));
    return { provider: new Provider({ ...OPTIONS, clients: clients as never }), calls, changes };
}

/** The calls of an update, out of a state in which AWS has filled in what the program left out. */
async function updated(type: string, olds: Props, news: Props, answers = {}): Promise<[string, Props][]> {
    const { provider, changes } = recorded(answers);
    const { id, outputs: state } = await new Provider(OPTIONS).create(urnOf(type), olds, false);
    await provider.update(urnOf(type), { id, state, inputs: olds }, news, false);
    return changes();
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
        const UpdateEventSourceMapping = { FunctionArn: "arn:orders", UUID: "one" };
        const type = "aws:lambda/eventSourceMapping:EventSourceMapping";
        const mapping = { eventSourceArn: "arn:aws:sqs:eu-west-1:1:orders", functionName: "orders", enabled: true };
        const request = async (olds: Props, news: Props) => {
            const answers = { UpdateEventSourceMapping, GetEventSourceMapping: UpdateEventSourceMapping };
            const calls = await updated(type, { ...mapping, ...olds }, { ...mapping, ...news }, answers);
            assert.equal(calls.length, 1);
            return { ...calls[0][1], UUID: "" };
        };
        const rest = { UUID: "", FunctionName: "orders", Enabled: true };
        assert.deepEqual(await request({ batchSize: 10 }, { batchSize: 20 }), { ...rest, BatchSize: 20 });
        assert.deepEqual(await request({ maximumRecordAgeInSeconds: 60 }, {}), {
            ...rest,
            MaximumRecordAgeInSeconds: -1,
        });
    });

    it("sends nothing for an argument that is given as AWS has it anyway", async () => {
        const api = { name: "orders" };
        assert.deepEqual(await updated("aws:apigateway/restApi:RestApi", api, { ...api, description: "" }), []);
    });

    it("leaves a resource alone of which nothing but the tags changes", async () => {
        const endpoint = { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.s3", vpcEndpointType: "Gateway" };
        const calls = await updated("aws:ec2/vpcEndpoint:VpcEndpoint", endpoint, { ...endpoint, tags: { a: "b" } });
        assert.deepEqual(
            calls.map(([name]) => name),
            ["CreateTags"],
        );
    });

    it("says which association of a route table is gone", () => {
        const association = { subnetId: "subnet-1", routeTableId: "rtb-1" };
        const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";
        const news = { ...association, routeTableId: "rtb-2" };
        return assert.rejects(
            updated(type, association, news, { DescribeRouteTables: { RouteTables: [] } }),
            /the subnet 'subnet-1' is no longer associated with a route table/,
        );
    });
});

describe("a deletion", () => {
    const type = "aws:ec2/securityGroup:SecurityGroup";
    const group = { id: "sg-1", state: { revokeRulesOnDelete: true, vpcId: "vpc-1" } };
    const SecurityGroups = [{ GroupId: "sg-1", IpPermissions: [{ IpProtocol: "-1" }] }];
    const SecurityGroupRules = [{ IsEgress: false, SecurityGroupRuleId: "sgr-1" }];
    const found = { DescribeSecurityGroups: { SecurityGroups }, DescribeSecurityGroupRules: { SecurityGroupRules } };

    it("does not take a part that is gone for the whole", async () => {
        const revoked = recorded({ ...found, RevokeSecurityGroupIngress: "InvalidSecurityGroupRuleId.NotFound" });
        await assert.rejects(revoked.provider.delete(urnOf(type), group), /InvalidSecurityGroupRuleId.NotFound/);
    });

    it("is done where the whole is gone", async () => {
        const late = recorded({ ...found, DeleteSecurityGroup: "InvalidGroup.NotFound" });
        await late.provider.delete(urnOf(type), group);
        assert.deepEqual(late.changes().at(-1), ["DeleteSecurityGroup", { GroupId: "sg-1" }]);
        const early = recorded({ DescribeSecurityGroups: "InvalidGroup.NotFound" });
        await early.provider.delete(urnOf(type), group);
    });

    it("takes all policies from a role of which one is taken away meanwhile", async () => {
        const ListAttachedRolePolicies = { AttachedPolicies: [{ PolicyArn: "one" }, { PolicyArn: "two" }] };
        const role = recorded({ ListAttachedRolePolicies, DetachRolePolicy: "NoSuchEntityException" });
        const state = { name: "orders", forceDetachPolicies: true };
        await role.provider.delete(urnOf("aws:iam/role:Role"), { id: "orders", state });
        assert.deepEqual(
            role.changes().map(([name]) => name),
            ["DetachRolePolicy", "DetachRolePolicy", "DeleteRole"],
        );
    });
});

describe("reading", () => {
    it("does not take a part that is gone for the whole", async () => {
        const GetPolicy = { Policy: { DefaultVersionId: "v1" } };
        const { provider } = recorded({ GetPolicy, GetPolicyVersion: "NoSuchEntityException" });
        const policy = { id: "arn:aws:iam::111122223333:policy/orders", state: { name: "orders" }, inputs: {} };
        await assert.rejects(provider.read(urnOf("aws:iam/policy:Policy"), policy), /NoSuchEntityException/);
    });

    const invocation = urnOf("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
    const arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

    it("takes from the id what the state does not say in an import alone", async () => {
        const functionName = arn;
        const { provider, calls } = recorded();
        await provider.read(invocation, { id: arn, state: { functionName }, inputs: { functionName } });
        assert.deepEqual(calls, [["GetFunctionEventInvokeConfig", { FunctionName: arn }]]);
    });

    it("takes an ARN in an id for one name", async () => {
        const { provider, calls } = recorded();
        for (const id of ["orders", "orders:live", arn, `${arn}:live`])
            await provider.read(invocation, { id, state: {}, inputs: {} });
        assert.deepEqual(
            calls.map(([, { FunctionName, Qualifier }]) => [FunctionName, Qualifier]),
            [
                ["orders", undefined],
                ["orders", "live"],
                [arn, undefined],
                [arn, "live"],
            ],
        );
    });

    it("keeps a text that looks like a number, and makes flags of those that are", async () => {
        const Attributes = { DisplayName: "2024", FifoTopic: "true" };
        const { provider } = recorded({ GetTopicAttributes: { Attributes } });
        const id = "arn:aws:sns:eu-west-1:111122223333:orders.fifo";
        const found = await provider.read(urnOf("aws:sns/topic:Topic"), { id, state: {}, inputs: {} });
        assert.deepEqual([found?.inputs.displayName, found?.inputs.fifoTopic], ["2024", true]);
    });
});

describe("a creation", () => {
    const calls = async (type: string, inputs: Props, answers = {}) => {
        const { provider, changes } = recorded(answers);
        await provider.create(urnOf(type), inputs, false);
        return changes();
    };

    it("leaves to a call of its own what that sets", async () => {
        const made = await calls(
            "aws:cognito/userPool:UserPool",
            { name: "people", mfaConfiguration: "ON", softwareTokenMfaConfiguration: { enabled: true } },
            { CreateUserPool: { UserPool: { Id: "eu-west-1_1" } }, DescribeUserPool: { UserPool: {} } },
        );
        const [[, pool], [, factors]] = made;
        assert.equal(pool.MfaConfiguration, undefined);
        assert.deepEqual(factors, {
            UserPoolId: "eu-west-1_1",
            MfaConfiguration: "ON",
            SoftwareTokenMfaConfiguration: { Enabled: true },
        });
    });

    it("puts an object with its tags, once", async () => {
        const object = { bucket: "orders", key: "a", contentBase64: "", tags: { owner: "a & b" } };
        const [[, { Tagging }], ...others] = await calls("aws:s3/bucketObjectv2:BucketObjectv2", object);
        assert.deepEqual([Tagging, others], ["owner=a+%26+b", []]);
    });
});
