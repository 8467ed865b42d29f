import assert from "node:assert/strict";
import { requestsBoundary } from "../../components/delivery/requestsBoundary";
import type { StateResource } from "../../policies/framework/evaluate";
import { platformStates } from "../../policies/testing/platform";
import { layerContracts } from "../../stacks/layers";
import { allows, isAllowed } from "./judge";
import { statementsOf, STORE, TRIALS } from "./trials";

const { made, scope, settings } = TRIALS.ephemeral;
const { accountId, region } = made;
const statements = statementsOf("ephemeral").map(({ statement }) => statement);
const viaS3 = { "kms:ViaService": `s3.${region}.amazonaws.com` };

describe("the role for environments of requests, as an independent simulator of IAM sees it", () => {
    const may = (action: string, resource: string, context = {}) => allows(statements, { action, resource, context });
    /** Whether something may be done with all files that Pulumi has of a stack, or with none of them. */
    const ofStates = async (action: string, stack: string) => {
        const files = [
            `stacks/platform-data/${stack}.json`,
            `stacks/platform/${stack}.json.bak`,
            `history/platform-data/${stack}/${stack}-1764466699.checkpoint.json`,
            `backups/platform-data/${stack}/${stack}.1764466699.json`,
            `locks/organization/platform-data/${stack}/6b3d.json`,
        ];
        const answers = await Promise.all(files.map((file) => may(action, `${STORE.bucketArn}/.pulumi/${file}`)));
        assert.equal(new Set(answers).size, 1, `${action} of ${stack}: ${String(answers)}`);
        return answers[0];
    };

    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])
        it(`does ${action} with states of requests only`, async () => {
            assert.equal(await ofStates(action, "pr-7"), true);
            for (const stack of ["dev", "prod", "my-pr-7"]) assert.equal(await ofStates(action, stack), false, stack);
        });

    it("reads how states are laid out, writes nothing there, and none of the layer that has the role", async () => {
        const meta = `${STORE.bucketArn}/.pulumi/meta.yaml`;
        assert.deepEqual([await may("s3:GetObject", meta), await may("s3:PutObject", meta)], [true, false]);
        assert.equal(await may("s3:PutObject", `${STORE.bucketArn}/.pulumi/stacks/platform-delivery/pr-7.json`), false);
    });

    it("uses the key of the states through S3 only", async () => {
        for (const action of ["kms:Decrypt", "kms:GenerateDataKey"])
            assert.deepEqual(
                [await may(action, STORE.keyArn), await may(action, STORE.keyArn, viaS3)],
                [false, true],
                action,
            );
        assert.equal(await may("kms:Encrypt", STORE.keyArn, viaS3), false);
    });

    it("makes roles below its own boundary only, which it cannot change", async () => {
        const role = `arn:aws:iam::${accountId}:role/place-order-pr-7-0123456`;
        const below = (boundary: string) => may("iam:CreateRole", role, { "iam:PermissionsBoundary": boundary });
        assert.equal(await below(made.boundaryArn), true);
        assert.equal(await below(TRIALS.deploy.made.boundaryArn), false);
        assert.equal(await below(`arn:aws:iam::${accountId}:policy/boundary-pr-7-0123456`), false);
        for (const action of ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"])
            for (const policy of [made.boundaryArn, `arn:aws:iam::${accountId}:policy/boundary-pr-7-0123456`])
                assert.equal(await may(action, policy), false, `${action} of ${policy}`);
    });

    it("leaves alone the role by which API Gateway writes logs, which is another environment's", async () => {
        const setting = `arn:aws:apigateway:${region}::/account`;
        assert.deepEqual([await may("apigateway:GET", setting), await may("apigateway:PATCH", setting)], [true, false]);
    });
});

interface Grant {
    readonly Action: string | string[];
    readonly Resource: string | string[];
}

/** A resource of those that a grant gives an action on. */
function exampleOf(action: string, arn: string): (readonly [action: string, arn: string])[] {
    if (action === "logs:DescribeLogGroups" || arn === "*") return [[action, "*"]];
    // Of a group AWS asks by the ARN that goes on behind its name, which is granted, too.
    if (/:log-group:[^:*]+$/.test(arn)) return [];
    return [[action, arn.replace(/(?<=:log-group:[^:*]+):\*$/, ":log-stream:1").replace(/\*$/, "1")]];
}

describe("the boundary of environments of requests, as that simulator sees it", function () {
    this.timeout(120_000);
    const boundary = requestsBoundary(scope);
    const everything = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
    const deployed = layerContracts.filter(({ byHand = false }) => !byHand);
    const may = (action: string, resource: string, environment: string, policy = everything) =>
        isAllowed(
            { policy, boundary },
            {
                action,
                resource,
                context: { "aws:ResourceAccount": accountId, "aws:ResourceTag/environment": environment },
            },
        );
    let [own, beside]: (readonly StateResource[])[] = [[], []];
    const resourcesOf = async (environment: string, config?: Record<string, string>) =>
        (await platformStates(environment, {}, deployed, undefined, config)).flatMap((state) => state.resources);
    const arnOf = ({ outputs }: StateResource) => String(outputs.arn).replace(/:\d{12}:/, `:${accountId}:`);

    /** What a function could do with a resource, by its type: action, and the rest of the ARN. */
    const DATA: Readonly<Record<string, readonly (readonly [action: string, part?: string])[]>> = {
        "aws:cloudwatch/logGroup:LogGroup": [["logs:GetLogEvents", ":log-stream:x-pr-7-0123456"], ["logs:PutLogEvents", ":log-stream:1"]], // prettier-ignore
        "aws:dynamodb/table:Table": [["dynamodb:GetItem"], ["dynamodb:PutItem"], ["dynamodb:Query", "/index/by-customer"], ["dynamodb:GetRecords", "/stream/1"]], // prettier-ignore
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": [["firehose:PutRecord"]],
        "aws:kms/key:Key": [["kms:Decrypt"], ["kms:GenerateDataKey"]],
        "aws:lambda/function:Function": [["lambda:InvokeFunction"], ["lambda:InvokeFunction", ":live"]],
        // A key may look like the name of a request's bucket.
        "aws:s3/bucket:Bucket": [["s3:ListBucket"], ["s3:GetObject", "/orders/1"], ["s3:PutObject", "/x-pr-7-0123456/y"]], // prettier-ignore
        "aws:sqs/queue:Queue": [["sqs:ReceiveMessage"], ["sqs:SendMessage"]],
    };
    const askedOf = (resources: readonly StateResource[]) =>
        resources.flatMap((resource) =>
            (DATA[resource.type] ?? []).map(([action, part = ""]) => [action, arnOf(resource) + part] as const),
        );

    before(async () => {
        own = await resourcesOf(made.environment, settings());
        beside = await resourcesOf("dev");
    });

    it("refuses a function of a request the data of the environment beside it, whatever its own policies say", async () => {
        const asked = askedOf(beside);
        assert.ok(asked.length > 50);
        assert.equal(new Set(asked.map(([action]) => action.split(":")[0])).size, Object.keys(DATA).length);
        for (const [action, arn] of asked) assert.equal(await may(action, arn, "dev"), false, `${action} on ${arn}`);
    });

    it("lets it have that of its own, but for what no role of the layers has", async () => {
        const refused: string[] = [];
        for (const [action, arn] of askedOf(own))
            if (!(await may(action, arn, made.environment))) refused.push(`${action} ${arn}`);
        assert.equal(refused.length, 5, refused.join(" "));
        assert.ok(refused.every((each) => /:::log-archive-|:API-Gateway-Execution-Logs_/.test(each)));
    });

    it("lets roles of a request do all that layers grant them", async () => {
        const policies = own
            .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
            .map(({ inputs }) => String(inputs.policy).replaceAll(/:\d{12}:/g, `:${accountId}:`));
        const granted = policies.flatMap((policy) =>
            (JSON.parse(policy) as { Statement: Grant[] }).Statement.flatMap(({ Action, Resource }) =>
                [Action].flat().flatMap((action) => [Resource].flat().flatMap((arn) => exampleOf(action, arn))),
            ),
        );
        assert.ok(granted.length > 60, String(granted.length));
        for (const [action, arn] of granted) assert.ok(await may(action, arn, made.environment), `${action} on ${arn}`);
    });

    it("allows nothing by itself, nor anything that moves no data", async () => {
        const nothing = JSON.stringify({ Statement: [{ Effect: "Deny", Action: "s3:Get*", Resource: "*" }] });
        const table = `arn:aws:dynamodb:${region}:${accountId}:table/orders-pr-7-0123456`;
        assert.equal(await may("dynamodb:GetItem", table, "pr-7"), true);
        assert.equal(await may("dynamodb:GetItem", table, "pr-7", nothing), false);
        assert.equal(await may("dynamodb:DeleteTable", table, "pr-7"), false);
        assert.equal(await may("iam:CreateRole", `arn:aws:iam::${accountId}:role/x-pr-7-0123456`, "pr-7"), false);
    });
});
