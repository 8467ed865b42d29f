import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { deliveryLayer } from "./layer";
import { inputsOf, installMocks, resources, settled, valueOf } from "../../components/shared/testing/mocks";
import { sharedConfig } from "../shared/testing/sharedConfig";
import { placeholdersOf } from "../shared/testing/placeholders";
import { foundationContract } from "../foundation/contract";

const layer = { repository: "Example/platform", ownsGitHubProvider: true, hasEphemeralRole: false };
const CONFIG: Parameters<typeof deliveryLayer>[1] = { ...sharedConfig, layer };
const upstream = { foundation: placeholdersOf(foundationContract) };

const subjectOf = (role: string): string => {
    const { Statement } = JSON.parse(inputsOf("aws:iam/role:Role", role).assumeRolePolicy);
    return Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"];
};
const policyOf = (name: string): string => inputsOf("aws:iam/policy:Policy", name).policy;

describe("delivery layer", () => {
    beforeEach(() => installMocks());

    it("lets the repository's jobs assume one role in the environment, and another in that for previews", async () => {
        deliveryLayer(upstream, CONFIG);
        await settled();
        assert.equal(subjectOf("deploy"), "repo:Example/platform:environment:dev");
        assert.equal(subjectOf("preview"), "repo:Example/platform:environment:dev-preview");
    });

    it("bounds what the role may make by the foundation's boundary, and names it by the environment", async () => {
        deliveryLayer(upstream, CONFIG);
        await settled();
        const access = policyOf("deploy-access");
        assert.ok(access.includes('"iam:PermissionsBoundary":"arn:aws:iam::111122223333:policy/boundary-dev-0000000"'));
        assert.ok(access.includes("arn:aws:iam::111122223333:role/*-dev-???????"));
        assert.ok(policyOf("deploy-state").includes("arn:aws:s3:::state/.pulumi/*"));
    });

    it("gives the role that previews nothing that changes anything", async () => {
        deliveryLayer(upstream, CONFIG);
        await settled();
        const policies = resources().filter(
            ({ type, name }) => type === "aws:iam/policy:Policy" && name.startsWith("preview-"),
        );
        assert.deepEqual(policies.map(({ name }) => name).sort(), [
            "preview-read-base",
            "preview-read-rest",
            "preview-state",
        ]);
    });

    it("has a role that follows an order, and reads data, only where the environment is not protected", async () => {
        const unprotected = { ...CONFIG, platform: { ...CONFIG.platform, deletionProtection: false } };
        const { roles } = await valueOf({ ...deliveryLayer(upstream, unprotected) });
        await settled();
        assert.deepEqual(roles.trail, ["arn:aws:iam::111122223333:role/trail"]);
        assert.equal(subjectOf("trail"), "repo:Example/platform:environment:dev");
        assert.ok(policyOf("trail-data").includes("table/orders-dev-???????"));
        assert.equal(policyOf("trail-state").includes("s3:PutObject"), false);
        installMocks();
        deliveryLayer(upstream, CONFIG);
        await settled();
        assert.deepEqual(
            resources().filter(({ name }) => name.startsWith("trail")),
            [],
        );
    });

    it("has a role for environments of requests, and what bounds these, only where it is asked for", async () => {
        const asked = { ...CONFIG, layer: { ...layer, hasEphemeralRole: true } };
        const { roles, ephemeralBoundary } = await valueOf({ ...deliveryLayer(upstream, asked) });
        await settled();
        const [boundary] = ephemeralBoundary;
        assert.deepEqual(roles.ephemeral, ["arn:aws:iam::111122223333:role/ephemeral"]);
        assert.equal(subjectOf("ephemeral"), "repo:Example/platform:environment:ephemeral");
        assert.equal(inputsOf("aws:iam/policy:Policy", "ephemeral-boundary").path, "/delivery/");
        assert.ok(policyOf("ephemeral-boundary").includes("table/*-pr-*-???????"));
        assert.ok(policyOf("ephemeral-access").includes(`"iam:PermissionsBoundary":"${boundary}"`));
        assert.ok(policyOf("ephemeral-access").includes("role/*-pr-*-???????"));
        assert.ok(policyOf("ephemeral-state").includes("arn:aws:s3:::state/.pulumi/*/pr-*"));
        assert.ok(policyOf("deploy-access").includes("boundary-dev-0000000"));
        installMocks();
        deliveryLayer(upstream, CONFIG);
        await settled();
        assert.deepEqual(
            resources().filter(({ name }) => name.startsWith("ephemeral")),
            [],
        );
    });

    const LOOSE = "arn:aws:iam::aws:policy/AdministratorAccess";
    const build = (boundaryArn: string, permissionsBoundaryArn?: string) =>
        valueOf({
            ...deliveryLayer(
                { foundation: { ...upstream.foundation, permissionsBoundaryArn: pulumi.output(boundaryArn) } },
                { ...CONFIG, platform: { ...CONFIG.platform, permissionsBoundaryArn } },
            ),
        });
    for (const [what, arn] of [
        ["of AWS", LOOSE],
        ["of another account", "arn:aws:iam::999988887777:policy/boundary-dev-0123456"],
        ["of another environment", "arn:aws:iam::111122223333:policy/boundary-stage-0123456"],
        ["by another name", "arn:aws:iam::111122223333:policy/loose-dev-0123456"],
    ])
        it(`takes no boundary ${what} from the state of the foundation, which who deploys writes`, () =>
            assert.rejects(build(arn), (error: Error) =>
                error.message.includes(
                    `Layer 'delivery': the state of the foundation of 'dev' names ${arn} as the permissions boundary, and the one that it makes is arn:aws:iam::111122223333:policy/boundary-dev-???????.`,
                ),
            ));

    it("takes the boundary that the settings name, and then no other", async () => {
        const given = "arn:aws:iam::111122223333:policy/delivery/ephemeral-boundary-dev-0123456";
        await build(given, given);
        await assert.rejects(
            build("arn:aws:iam::111122223333:policy/boundary-dev-0123456", given),
            /the one .* is .*ephemeral/,
        );
    });

    it("lets a first preview go on, in which another one stands in for the boundary", async () => {
        installMocks({ preview: true, stack: "stage" });
        const stage = { ...CONFIG, environment: "stage" };
        deliveryLayer(upstream, stage);
        await settled();
        assert.ok(policyOf("deploy-access").includes("boundary-dev-0000000"));
    });

    it("empties buckets where the environment is not protected only", async () => {
        deliveryLayer(upstream, CONFIG);
        await settled();
        assert.equal(policyOf("deploy-data").includes("s3:DeleteObject"), false);
        installMocks();
        deliveryLayer(upstream, { ...CONFIG, platform: { ...CONFIG.platform, deletionProtection: false } });
        await settled();
        assert.ok(policyOf("deploy-data").includes("s3:DeleteObject"));
    });

    it("never empties the bucket of states", async () => {
        deliveryLayer(upstream, { ...CONFIG, platform: { ...CONFIG.platform, deletionProtection: false } });
        await settled();
        assert.equal(inputsOf("aws:s3/bucket:Bucket", "state").forceDestroy, false);
    });

    it("publishes the roles, and the backend as Pulumi takes it", async () => {
        assert.deepEqual(await valueOf({ ...deliveryLayer(upstream, CONFIG) }), {
            roles: {
                preview: "arn:aws:iam::111122223333:role/preview",
                deploy: "arn:aws:iam::111122223333:role/deploy",
                trail: [],
                ephemeral: [],
            },
            ephemeralBoundary: [],
            state: {
                backend: "s3://state?region=eu-west-1",
                secretsProvider: "awskms:///alias/platform/dev/state?region=eu-west-1",
            },
        });
    });
});
