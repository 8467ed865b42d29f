import assert from "node:assert/strict";
import { DeploymentRole, type DeploymentRoleArgs } from "./deploymentRole";
import { GitHubProvider } from "./gitHubProvider";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, resourcesOfType, settled, valueOf } from "../shared/testing/mocks";

const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const ARGS: DeploymentRoleArgs = {
    description: "Deploys",
    providerArn: PROVIDER,
    repository: "Example/platform",
    gitHubEnvironment: "dev",
    policies: { data: "{}", guard: "{}" },
};

describe("DeploymentRole", () => {
    beforeEach(() => installMocks());

    for (const repository of ["Example/platform", "Example@123456/platform@456789"])
        it(`trusts the tokens of ${repository} in one environment, each compared as a whole`, async () => {
            new DeploymentRole("deploy", { ...ARGS, repository });
            await settled();
            const role = inputsOf("aws:iam/role:Role", "deploy");
            assert.deepEqual(JSON.parse(role.assumeRolePolicy).Statement, [
                {
                    Effect: "Allow",
                    Action: "sts:AssumeRoleWithWebIdentity",
                    Principal: { Federated: PROVIDER },
                    Condition: {
                        StringEquals: {
                            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                            "token.actions.githubusercontent.com:sub": `repo:${repository}:environment:dev`,
                        },
                    },
                },
            ]);
            assert.deepEqual([role.path, role.maxSessionDuration], ["/delivery/", 3600]);
        });

    it("has its policies attached before anybody learns of it", async () => {
        const { roleArn } = new DeploymentRole("deploy", ARGS);
        assert.equal(await valueOf(roleArn), "arn:aws:iam::111122223333:role/deploy");
        await settled();
        assert.deepEqual(
            resourcesOfType("aws:iam/policy:Policy").map(({ name, inputs }) => [name, inputs.path]),
            [
                ["deploy-data", "/delivery/"],
                ["deploy-guard", "/delivery/"],
            ],
        );
        const attached = inputsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "deploy-data");
        assert.deepEqual(
            [attached.role, attached.policyArn],
            ["deploy", "arn:aws:iam::111122223333:policy/deploy-data"],
        );
    });

    it("refuses what IAM would read otherwise, or not take", () => {
        const make = (args: Partial<DeploymentRoleArgs>) => () => new DeploymentRole("deploy", { ...ARGS, ...args });
        assert.throws(make({ repository: "platform" }), /'deploy': repository is an owner and a name .*not 'platform'/);
        assert.throws(make({ repository: "example/*" }), /not 'example\/\*'/);
        assert.throws(make({ repository: "example@1/platform" }), /not 'example@1\/platform'/);
        assert.throws(make({ gitHubEnvironment: "dev:ref" }), /'deploy': gitHubEnvironment .*not 'dev:ref'/);
        assert.throws(make({ policies: {} }), /'deploy': policies are 1 to 10, not 0/);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new DeploymentRole("deploy", { ...ARGS, transform }, opts)));
});

describe("GitHubProvider", () => {
    beforeEach(() => installMocks());

    it("is made once for an account, for tokens that ask for AWS", async () => {
        new GitHubProvider("github", { owned: true });
        await settled();
        assert.deepEqual(inputsOf("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "github"), {
            url: "https://token.actions.githubusercontent.com",
            clientIdLists: ["sts.amazonaws.com"],
        });
    });

    it("is found by its ARN where another environment has made it", async () => {
        const { providerArn } = new GitHubProvider("github", { owned: false });
        assert.equal(await valueOf(providerArn), PROVIDER);
        assert.deepEqual(resourcesOfType("aws:iam/openIdConnectProvider:OpenIdConnectProvider"), []);
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new GitHubProvider("github", { owned: true, transform }, opts)));
});
