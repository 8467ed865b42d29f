import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Account } from "./account";
import { awsAccount } from "./awsAccount";

/** What AWS was asked: host and operation with its filters, or method and path; and its answer. */
interface Exchange {
    readonly asked: string;
    readonly answer: string;
    readonly status?: number;
}

const query = (operation: string, content: string) =>
    `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</${operation}Response>`;
const items = (set: string, ...entries: readonly string[]) =>
    `<${set}>${entries.map((entry) => `<item>${entry}</item>`).join("")}</${set}>`;

describe("the account as AWS tells of it", () => {
    const saved = { ...process.env };
    let server: Server;
    let account: Account;
    let asked: string[];
    let assumed: Readonly<Record<string, string>>[];
    let signers: (string | undefined)[];
    let exchanges: Exchange[];
    let handler: NodeHttpHandler;

    /** Answers in place of AWS, whose hosts are asked through it. */
    const answer = async (request: IncomingMessage) => {
        let body = "";
        for await (const chunk of request) body += String(chunk);
        const operation =
            request.headers["x-amz-target"] ?? /Action=(\w+)/.exec(body)?.[1] ?? `${request.method} ${request.url}`;
        const [host = ""] = (request.headers.host ?? "").split(":");
        const filters = [...body.matchAll(/Filter\.\d+\.(?:Name|Value\.\d+)=([^&]*)/g)].map(([, part]) => ` ${part}`);
        asked.push(`${host} ${String(operation)}${body.startsWith("{") ? ` ${body}` : filters.join("")}`);
        const parameters = Object.fromEntries(new URLSearchParams(body));
        if (operation === "AssumeRole") assumed.push(parameters);
        signers.push(/Credential=(\w+)/.exec(request.headers.authorization ?? "")?.[1]);
        return exchanges.find((exchange) => `${String(operation)} ${parameters.RoleArn}`.includes(exchange.asked));
    };

    before(async () => {
        server = createServer((request, response) => {
            void answer(request).then((found) => {
                response.statusCode = found?.status ?? 200;
                response.end(found?.answer ?? "{}");
            });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" });
        const { port } = server.address() as AddressInfo;
        handler = new NodeHttpHandler();
        const send = handler.handle.bind(handler);
        handler.handle = (request, options) =>
            send(Object.assign(request, { protocol: "http:", hostname: "127.0.0.1", port }), options);
        account = awsAccount({ region: "eu-west-1" }, handler);
    });
    beforeEach(() => {
        asked = [];
        assumed = [];
        signers = [];
        exchanges = [];
    });
    after(() => {
        process.env = saved;
        server.close();
    });

    const cases: Readonly<
        Record<string, { ask: () => Promise<unknown>; exchanges: Exchange[]; asked: RegExp[]; tells: unknown }>
    > = {
        "a quota": {
            ask: () => account.quota("ec2", "L-0263D0A3"),
            exchanges: [{ asked: "GetServiceQuota", answer: '{"Quota":{"Value":5.0}}' }],
            asked: [/^servicequotas\.eu-west-1\.\S+ ServiceQuotasV20190624\.GetServiceQuota .*"L-0263D0A3"/],
            tells: 5,
        },
        concurrency: {
            ask: () => account.concurrency(),
            exchanges: [
                {
                    asked: "account-settings",
                    answer: '{"AccountLimit":{"ConcurrentExecutions":10,"UnreservedConcurrentExecutions":10}}',
                },
            ],
            asked: [/^lambda\.eu-west-1\.\S+ GET \/2016-08-19\/account-settings/],
            tells: { all: 10, unreserved: 10 },
        },
        addresses: {
            ask: () => account.elasticIps(),
            exchanges: [
                {
                    asked: "DescribeAddresses",
                    answer: query(
                        "DescribeAddresses",
                        items("addressesSet", "<allocationId>eipalloc-1</allocationId>"),
                    ),
                },
            ],
            asked: [/^ec2\.eu-west-1\.\S+ DescribeAddresses$/],
            tells: ["eipalloc-1"],
        },
        networks: {
            ask: () => account.vpcs(),
            exchanges: [
                { asked: "DescribeVpcs", answer: query("DescribeVpcs", items("vpcSet", "<vpcId>vpc-1</vpcId>")) },
            ],
            asked: [/ DescribeVpcs$/],
            tells: ["vpc-1"],
        },
        "gateway endpoints": {
            ask: () => account.gatewayEndpoints(),
            exchanges: [
                {
                    asked: "DescribeVpcEndpoints",
                    answer: query(
                        "DescribeVpcEndpoints",
                        items("vpcEndpointSet", "<vpcEndpointId>vpce-1</vpcEndpointId>"),
                    ),
                },
            ],
            asked: [/ DescribeVpcEndpoints vpc-endpoint-type Gateway$/],
            tells: ["vpce-1"],
        },
        "NAT gateways with their zones": {
            ask: () => account.natGateways(),
            exchanges: [
                {
                    asked: "DescribeNatGateways",
                    answer: query(
                        "DescribeNatGateways",
                        items("natGatewaySet", "<natGatewayId>nat-1</natGatewayId><subnetId>subnet-1</subnetId>"),
                    ),
                },
                {
                    asked: "DescribeSubnets",
                    answer: query(
                        "DescribeSubnets",
                        items(
                            "subnetSet",
                            "<subnetId>subnet-1</subnetId><availabilityZone>eu-west-1b</availabilityZone>",
                        ),
                    ),
                },
            ],
            asked: [/ DescribeNatGateways state pending available deleting$/, / DescribeSubnets$/],
            tells: [{ id: "nat-1", zone: "eu-west-1b" }],
        },
        "zones in their order": {
            ask: () => account.zones(),
            exchanges: [
                {
                    asked: "DescribeAvailabilityZones",
                    answer: query(
                        "DescribeAvailabilityZones",
                        items("availabilityZoneInfo", "<zoneName>b</zoneName>", "<zoneName>a</zoneName>"),
                    ),
                },
            ],
            asked: [/ DescribeAvailabilityZones zone-type availability-zone$/],
            tells: ["a", "b"],
        },
        "trails, also those of other regions": {
            ask: () => account.trails(),
            exchanges: [{ asked: "DescribeTrails", answer: '{"trailList":[{"TrailARN":"arn:trail"}]}' }],
            asked: [/^cloudtrail\.eu-west-1\.\S+ \S+DescribeTrails .*"includeShadowTrails":true/],
            tells: ["arn:trail"],
        },
        "the logging role": {
            ask: () => account.loggingRole(),
            exchanges: [{ asked: "/account", answer: '{"cloudwatchRoleArn":"arn:aws:iam::111122223333:role/logs"}' }],
            asked: [/^apigateway\.eu-west-1\.\S+ GET \/account$/],
            tells: "arn:aws:iam::111122223333:role/logs",
        },
        "no logging role": {
            ask: () => account.loggingRole(),
            exchanges: [{ asked: "/account", answer: '{"cloudwatchRoleArn":""}' }],
            asked: [/ GET \/account$/],
            tells: undefined,
        },
        "a role": {
            ask: () => account.roleExists("arn:aws:iam::111122223333:role/path/logs"),
            exchanges: [
                {
                    asked: "GetRole",
                    answer: "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::111122223333:role/path/logs</Arn></Role></GetRoleResult></GetRoleResponse>",
                },
            ],
            asked: [/^iam\.amazonaws\.com GetRole$/],
            tells: true,
        },
        "that a role is gone": {
            ask: () => account.roleExists("arn:aws:iam::111122223333:role/logs"),
            exchanges: [
                {
                    asked: "GetRole",
                    status: 404,
                    answer: "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>gone</Message></Error></ErrorResponse>",
                },
            ],
            asked: [/ GetRole$/],
            tells: false,
        },
        "REST APIs": {
            ask: () => account.restApis(),
            exchanges: [{ asked: "/restapis", answer: '{"item":[{"id":"a1"}]}' }],
            asked: [/ GET \/restapis/],
            tells: ["a1"],
        },
        "WebSocket APIs, on all pages": {
            ask: () => account.webSocketApis(),
            exchanges: [
                {
                    asked: "nextToken=more",
                    answer: '{"items":[{"apiId":"w2","protocolType":"WEBSOCKET"}]}',
                },
                {
                    asked: "/v2/apis",
                    answer: '{"items":[{"apiId":"w1","protocolType":"WEBSOCKET"},{"apiId":"h1","protocolType":"HTTP"}],"nextToken":"more"}',
                },
            ],
            asked: [/^apigateway\.eu-west-1\.\S+ GET \/v2\/apis$/, / GET \/v2\/apis\?nextToken=more$/],
            tells: ["w1", "w2"],
        },
    };
    for (const [what, { ask, exchanges: given, asked: expected, tells }] of Object.entries(cases)) {
        it(`asks for ${what}`, async () => {
            exchanges = given;
            assert.deepEqual(await ask(), tells);
            assert.equal(asked.length, expected.length, asked.join("\n"));
            expected.forEach((pattern, at) => assert.match(asked[at] ?? "", pattern));
        });
    }

    it("asks as the last of its roles, each assumed by the one before with all that the configuration says", async () => {
        const [first, last] = ["arn:aws:iam::111122223333:role/first", "arn:aws:iam::444455556666:role/last"];
        const credentials = (key: string) =>
            `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
        exchanges = [
            { asked: `AssumeRole ${first}`, answer: credentials("ASIAFIRST") },
            { asked: `AssumeRole ${last}`, answer: credentials("ASIALAST") },
        ];
        const full = {
            roleArn: last,
            duration: "1h30m",
            externalId: "platform-1",
            policy: '{"Statement":[]}',
            policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AWSLambda_FullAccess"],
            sessionName: "deploy",
            sourceIdentity: "somebody",
            tags: { team: "orders", stage: "dev" },
            transitiveTagKeys: ["team"],
        };
        await awsAccount({ region: "eu-west-1", assumeRoles: [{ roleArn: first }, full] }, handler).loggingRole();
        const action = { Action: "AssumeRole", Version: "2011-06-15" };
        assert.deepEqual(assumed, [
            { ...action, RoleArn: first, RoleSessionName: "platform" },
            {
                ...action,
                RoleArn: last,
                RoleSessionName: "deploy",
                DurationSeconds: "5400",
                ExternalId: "platform-1",
                Policy: '{"Statement":[]}',
                "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "PolicyArns.member.2.arn": "arn:aws:iam::aws:policy/AWSLambda_FullAccess",
                SourceIdentity: "somebody",
                "Tags.member.1.Key": "team",
                "Tags.member.1.Value": "orders",
                "Tags.member.2.Key": "stage",
                "Tags.member.2.Value": "dev",
                "TransitiveTagKeys.member.1": "team",
            },
        ]);
        assert.deepEqual(signers, ["AKIAEXAMPLE", "ASIAFIRST", "ASIALAST"]);
    });

    it("fails by AWS's own word when the permission is missing", async () => {
        exchanges = [
            {
                asked: "account-settings",
                status: 403,
                answer: '{"__type":"AccessDeniedException","message":"not authorized"}',
            },
        ];
        await assert.rejects(account.concurrency(), { name: "AccessDeniedException" });
    });
});
