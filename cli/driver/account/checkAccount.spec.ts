import assert from "node:assert/strict";
import { stringify } from "yaml";
import type { Account } from "./account";
import { checkAccount, requireAllowed, type Plan } from "./checkAccount";
import { ownedIn } from "./owned";
import { parseConfig } from "../../../stacks/shared/config";
import { exampleSettings } from "../../../stacks/shared/testing/exampleSettings";
import { PlatformError } from "../../errors";
import type { Target } from "../target";

/** An account with AWS's usual quotas, in which nothing is. */
const empty: Account = {
    quota: (_service, code) => Promise.resolve(code === "L-1B52E74A" ? 20 : code === "L-29B6F2EB" ? 50 : 5),
    concurrency: () => Promise.resolve({ all: 1000, unreserved: 1000 }),
    elasticIps: () => Promise.resolve([]),
    vpcs: () => Promise.resolve(["vpc-default"]),
    gatewayEndpoints: () => Promise.resolve([]),
    natGateways: () => Promise.resolve([]),
    zones: () => Promise.resolve(["eu-west-1a", "eu-west-1b", "eu-west-1c"]),
    trails: () => Promise.resolve([]),
    loggingRole: () => Promise.resolve(undefined),
    roleExists: () => Promise.resolve(true),
    restApis: () => Promise.resolve([]),
    webSocketApis: () => Promise.resolve([]),
};
const ROLE = "arn:aws:iam::111122223333:role/api-logging-dev-0123abc";
const addresses = (...ids: readonly string[]) => ids.map((id) => `eipalloc-${id}`);

interface Case {
    readonly settings?: Record<string, unknown>;
    readonly account?: Partial<Account>;
    readonly resources?: Parameters<typeof ownedIn>[0];
    readonly verb?: Plan["verb"];
    readonly layers?: readonly string[];
}

/** What stops the run, and what is only told. */
async function outcome({ settings, account, resources = [], verb = "up", layers }: Case) {
    const { config, problems } = parseConfig({
        ...exampleSettings,
        "platform-foundation:natGateways": "OnePerAz",
        "platform-foundation:availabilityZones": 3,
        ...settings,
    });
    assert.ok(config !== undefined, stringify(problems));
    const environment = { name: "stage", file: "/repository/Pulumi.stage.yaml", config };
    const plan: Plan = {
        environment,
        verb,
        layers: layers ?? ["foundation", "compute", "integration"],
        owned: ownedIn(resources),
    };
    const notes: string[] = [];
    const refusal = await requireAllowed(plan, { ...empty, ...account }, (note) => notes.push(note)).then(
        () => undefined,
        (error: unknown) => {
            assert.ok(error instanceof PlatformError);
            return error.message;
        },
    );
    return { refusal, notes };
}

const owns = (ownsApiGatewayAccount: boolean) => ({
    "platform-integration:ownsApiGatewayAccount": ownsApiGatewayAccount,
});
const ownRole = [{ type: "aws:apigateway/account:Account", outputs: { cloudwatchRoleArn: ROLE } }];
const ownNetwork = [
    { type: "aws:ec2/vpc:Vpc", id: "vpc-own", outputs: { cidrBlock: exampleSettings["platform-foundation:vpcCidr"] } },
    { type: "aws:ec2/natGateway:NatGateway", id: "nat-own" },
    ...addresses("a", "b", "c").map((id) => ({ type: "aws:ec2/eip:Eip", id })),
];

describe("an environment's account", () => {
    it("lets an environment be made in an account with AWS's usual quotas", async () => {
        assert.deepEqual(await outcome({}), { refusal: undefined, notes: [] });
    });

    const refused: Readonly<Record<string, Case & { readonly says: RegExp }>> = {
        "too few addresses": {
            account: { elasticIps: () => Promise.resolve(addresses("1", "2", "3")) },
            says: /EC2-VPC Elastic IPs: 'stage' needs 3, and 2 of 5 are free\. Either lower platform-foundation:natGateways in Pulumi\.stage\.yaml, or ask .*--region eu-west-1 --service-code ec2 --quota-code L-0263D0A3/,
        },
        "addresses of its own beside too few others": {
            account: { elasticIps: () => Promise.resolve(addresses("1", "2", "3", "own")) },
            resources: [{ type: "aws:ec2/eip:Eip", id: "eipalloc-own" }],
            says: /Elastic IPs: 'stage' needs 3, and 2 of 5 are free/,
        },
        "too many networks": {
            account: { vpcs: () => Promise.resolve(["1", "2", "3", "4", "5"]) },
            says: /VPCs per Region: 'stage' needs 1, and 0 of 5 are free\. Either ask for more/,
        },
        "a zone that is full": {
            account: {
                natGateways: () =>
                    Promise.resolve(Array.from({ length: 5 }, (_, id) => ({ id: `${id}`, zone: "eu-west-1b" }))),
            },
            says: /NAT gateways per Availability Zone: 'stage' needs 1, and 0 of 5 are free/,
        },
        "another range where the old network and the new one do not both fit": {
            settings: { "platform-foundation:vpcCidr": "10.99.0.0/16" },
            account: { vpcs: () => Promise.resolve(["1", "2", "3", "4", "vpc-own"]) },
            resources: ownNetwork,
            says: /VPCs per Region: 'stage' needs 1, and 0 of 5 are free/,
        },
        "another range where the addresses of both are too many": {
            settings: { "platform-foundation:vpcCidr": "10.99.0.0/16" },
            account: { elasticIps: () => Promise.resolve(addresses("a", "b", "c")) },
            resources: ownNetwork,
            says: /Elastic IPs: 'stage' needs 3, and 2 of 5 are free/,
        },
        "another range where a zone would have too many NAT gateways": {
            settings: { "platform-foundation:vpcCidr": "10.99.0.0/16" },
            account: {
                natGateways: () =>
                    Promise.resolve(["1", "2", "3", "4", "nat-own"].map((id) => ({ id, zone: "eu-west-1a" }))),
            },
            resources: ownNetwork,
            says: /NAT gateways per Availability Zone: 'stage' needs 1, and 0 of 5 are free/,
        },
        "no room for gateway endpoints": {
            account: { gatewayEndpoints: () => Promise.resolve(Array.from({ length: 19 }, (_, id) => `${id}`)) },
            says: /Gateway VPC endpoints per Region: 'stage' needs 2, and 1 of 20 are free/,
        },
        "more interface endpoints than a network has": {
            account: { quota: (_service, code) => Promise.resolve(code === "L-29B6F2EB" ? 1 : 20) },
            says: /Interface VPC endpoints per VPC: 'stage' needs 2, and 1 of 1 are free/,
        },
        "five trails": {
            account: { trails: () => Promise.resolve(["1", "2", "3", "4", "5"]) },
            says: /trails per Region: 'stage' needs 1, and 0 of 5 are free\. Either take away what nobody needs/,
        },
        "a new account's concurrency": {
            settings: { "platform-compute:reservedConcurrency": 10 },
            account: { concurrency: () => Promise.resolve({ all: 109, unreserved: 109 }) },
            says: /Lambda .* all but 100: 'stage' needs 10, and 9 of 9 are free\. Either lower platform-compute:reservedConcurrency/,
        },
        "concurrency that others have reserved": {
            settings: { "platform-compute:reservedConcurrency": 10 },
            account: { concurrency: () => Promise.resolve({ all: 1000, unreserved: 105 }) },
            says: /needs 10, and 5 of 900 are free/,
        },
        "another environment's logging role": {
            account: { loggingRole: () => Promise.resolve(ROLE) },
            says: /by the role arn:\S+dev-0123abc, which another environment has set.*ownsApiGatewayAccount to false in Pulumi\.stage\.yaml/,
        },
        "no logging role at all": {
            settings: owns(false),
            says: /has no role to write logs by, without which it refuses 'stage'\. Set .* to true in Pulumi\.stage\.yaml/,
        },
        "a logging role that went with its environment": {
            settings: owns(false),
            account: { loggingRole: () => Promise.resolve(ROLE), roleExists: () => Promise.resolve(false) },
            says: /no role to write logs by \(\S+dev-0123abc is gone\)/,
        },
        "the role that it gives up while all log by it": {
            settings: owns(false),
            account: { loggingRole: () => Promise.resolve(ROLE) },
            resources: ownRole,
            says: /by a role of 'stage', which this run would delete\. To hand it over, take the role away/,
        },
        "the end of the role by which others log": {
            account: { loggingRole: () => Promise.resolve(ROLE), restApis: () => Promise.resolve(["own", "other"]) },
            resources: [...ownRole, { type: "aws:apigateway/restApi:RestApi", id: "own" }],
            verb: "destroy",
            says: /the logs of all its REST and WebSocket APIs, at least 1 of which not of 'stage', by a role of 'stage'/,
        },
        "the end of the role by which others log, whoever may not ask for WebSocket APIs": {
            account: {
                loggingRole: () => Promise.resolve(ROLE),
                restApis: () => Promise.resolve(["other"]),
                webSocketApis: () => Promise.reject(new Error("AccessDenied")),
            },
            resources: ownRole,
            verb: "destroy",
            says: /at least 1 of which not of 'stage'/,
        },
        "the end of the role by which others' WebSocket APIs log": {
            account: { loggingRole: () => Promise.resolve(ROLE), webSocketApis: () => Promise.resolve(["other"]) },
            resources: ownRole,
            verb: "destroy",
            says: /at least 1 of which not of 'stage', by a role of 'stage'/,
        },
    };
    for (const [what, { says, ...given }] of Object.entries(refused)) {
        it(`refuses ${what}`, async () => assert.match((await outcome(given)).refusal ?? "nothing", says));
    }

    const allowed: Readonly<Record<string, Case>> = {
        "an update of what fills the quotas by itself": {
            settings: { "platform-compute:reservedConcurrency": 50 },
            account: {
                elasticIps: () => Promise.resolve(addresses("1", "2", "a", "b", "c")),
                vpcs: () => Promise.resolve(["1", "2", "3", "4", "vpc-own"]),
                trails: () => Promise.resolve(["1", "2", "3", "4", "arn:trail"]),
                concurrency: () => Promise.resolve({ all: 150, unreserved: 100 }),
                loggingRole: () => Promise.resolve(ROLE),
            },
            resources: [
                ...ownNetwork,
                { type: "aws:cloudtrail/trail:Trail", id: "trail", outputs: { arn: "arn:trail" } },
                { type: "aws:lambda/function:Function", outputs: { reservedConcurrentExecutions: 50 } },
                { type: "aws:lambda/function:Function", outputs: { reservedConcurrentExecutions: -1 } },
                ...ownRole,
            ],
        },
        "an update that was broken off between the old network and the new one": {
            account: { vpcs: () => Promise.resolve(["1", "2", "3", "vpc-own", "vpc-old"]) },
            resources: [
                ...ownNetwork,
                { type: "aws:ec2/vpc:Vpc", id: "vpc-old", outputs: { cidrBlock: "10.99.0.0/16" } },
            ],
        },
        "full zones that are not its own": {
            settings: { "platform-foundation:natGateways": "Single" },
            account: {
                natGateways: () =>
                    Promise.resolve(Array.from({ length: 5 }, (_, id) => ({ id: `${id}`, zone: "eu-west-1b" }))),
            },
        },
        "what needs no addresses": {
            settings: { "platform-foundation:natGateways": "None" },
            account: { elasticIps: () => Promise.resolve(addresses("1", "2", "3", "4", "5")) },
        },
        "a layer that needs nothing of what is short": {
            account: { elasticIps: () => Promise.resolve(addresses("1", "2", "3", "4", "5")) },
            layers: ["compute"],
        },
        "to take over from a role that is gone": {
            account: { loggingRole: () => Promise.resolve(ROLE), roleExists: () => Promise.resolve(false) },
        },
        "the use of another environment's role": {
            settings: owns(false),
            account: { loggingRole: () => Promise.resolve(ROLE) },
        },
        "the end of the only environment": {
            account: { loggingRole: () => Promise.resolve(ROLE), restApis: () => Promise.resolve(["own"]) },
            resources: [...ownRole, { type: "aws:apigateway/restApi:RestApi", id: "own" }],
            verb: "destroy",
        },
        "the end of an environment that has handed the role over": {
            account: { loggingRole: () => Promise.resolve(`${ROLE}2`), restApis: () => Promise.resolve(["other"]) },
            resources: ownRole,
            verb: "destroy",
        },
    };
    for (const [what, given] of Object.entries(allowed)) {
        it(`allows ${what}`, async () => assert.equal((await outcome(given)).refusal, undefined));
    }

    it("says what it may not ask, with the permissions, and goes on", async () => {
        const denied = Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
        const { refusal, notes } = await outcome({
            account: { quota: () => Promise.reject(denied), loggingRole: () => Promise.reject(denied) },
        });
        assert.equal(refusal, undefined);
        assert.equal(notes.length, 6);
        assert.ok(
            notes.includes(
                "Not checked: EC2-VPC Elastic IPs (AccessDeniedException: not authorized). It takes servicequotas:GetServiceQuota, ec2:DescribeAddresses.",
            ),
        );
    });

    it("asks nothing where requests are led elsewhere, and says so", async () => {
        const { config } = parseConfig({ ...exampleSettings, "aws:endpoints": [{ ec2: "http://127.0.0.1:1" }] });
        const environment = { name: "stage", file: "/repository/Pulumi.stage.yaml", config };
        const target = { environment, graph: { names: ["foundation"] }, kind: "cloud" } as unknown as Target;
        const notes: string[] = [];
        await checkAccount(target, "up", undefined, (note) => notes.push(note));
        assert.deepEqual(notes, ["Not checked: the account of 'stage'. Its aws:endpoints are not AWS's own."]);
    });

    it("names everything that is short at once", async () => {
        const full = () => Promise.resolve(["1", "2", "3", "4", "5"]);
        const { refusal = "" } = await outcome({ account: { elasticIps: full, vpcs: full, trails: full } });
        assert.match(refusal, /^The AWS account of 'stage' does not allow 'up' as it is; nothing was begun\.\n- VPCs/);
        assert.equal(refusal.split("\n").length, 4);
    });
});
