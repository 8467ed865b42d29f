import assert from "node:assert/strict";
import { FORMATS } from "./formats";
import { reasonsOf } from "./reasons";

const HERE = {
    partition: "aws",
    region: "eu-west-1",
    accountId: "111122223333",
    environment: "dev",
    names: "*-dev-???????",
    project: "platform",
    boundaryArn: "arn:aws:iam::111122223333:policy/boundary-dev-0000000",
};
const STORE = {
    bucketArn: "arn:aws:s3:::state-dev-0000000",
    keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1",
    aliasArn: "arn:aws:kms:eu-west-1:111122223333:alias/platform/dev/state",
};
const QUEUE = "aws:sqs/queue:Queue";
const STATES = [
    { layer: "compute", types: [QUEUE, QUEUE, "aws:lambda/function:Function"] },
    { layer: "integration", types: [QUEUE] },
];

const deploy = reasonsOf("deploy", false, HERE, STORE, STATES);
const reasonFor = (action: string) =>
    deploy.policies
        .flatMap(({ statements }) => statements)
        .flatMap(({ because }) => because)
        .find((reason) => reason.action === action)!;

describe("the reasons of the permissions to deploy", () => {
    it("are the types that take them, how many there are in which layers, and the handlers", () => {
        assert.deepEqual(reasonFor("sqs:DeleteQueue"), {
            action: "sqs:DeleteQueue",
            types: [{ type: QUEUE, count: 3, layers: ["compute", "integration"], by: ["delete"] }],
            otherwise: [],
        });
    });

    it("are said of what the provider calls besides, and of what no type takes", () => {
        const [{ type, by }] = reasonFor("lambda:ListVersionsByFunction").types;
        assert.deepEqual([type, by.length], ["aws:lambda/function:Function", 1]);
        assert.match(by[0], /the provider .* latest version/);
        assert.match(reasonFor("servicequotas:GetServiceQuota").otherwise[0], /room for/);
    });

    it("put first what the environment has", () => {
        const { types } = reasonFor("kms:Decrypt");
        assert.deepEqual(
            types.map(({ count }) => count),
            [1, 0, 0],
        );
    });

    it("leave no action without one", () => {
        const others = (["preview", "trail", "ephemeral"] as const).map((role) =>
            reasonsOf(role, false, HERE, STORE, STATES),
        );
        for (const role of [deploy, ...others])
            for (const { action, types, otherwise } of role.policies.flatMap(({ statements }) =>
                statements.flatMap(({ because }) => because),
            ))
                assert.ok(types.length + otherwise.length > 0, action);
    });

    it("are printed with what limits them", () => {
        const text = FORMATS.text(deploy);
        assert.match(text, /allowed on arn:aws:sqs:eu-west-1:111122223333:\*-dev-\?{7}\n {4}sqs:CreateQueue\n/);
        assert.match(text, /aws:sqs\/queue:Queue \(3 in compute, integration\): delete/);
        assert.match(
            text,
            /if iam:PermissionsBoundary StringEquals arn:aws:iam::111122223333:policy\/boundary-dev-0000000/,
        );
        assert.match(text, /\(none in this environment\)/);
        assert.match(text, /denied on arn:aws:iam::111122223333:role\/delivery\/\*/);
        assert.match(text, /The role 'deploy' of 'dev' has 9 policies with \d+ statements\.$/);
        assert.match(
            FORMATS.markdown(deploy),
            /\| `sqs:DeleteQueue` \| aws:sqs\/queue:Queue \(3 in compute, integration\): delete \|/,
        );
        assert.deepEqual(JSON.parse(FORMATS.json(deploy)), JSON.parse(JSON.stringify(deploy)));
    });
});
