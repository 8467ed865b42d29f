import assert from "node:assert/strict";
import { facts } from "../../components/delivery/facts";
import { PASSES } from "../../components/delivery/needs";
import { REQUESTS } from "../../components/delivery/scopes";
import { isOfEnvironment } from "./reach";
import { deployedStates, requireKnown, typesOfLayers } from "./typesOfLayers";
import type { StackState } from "../../policies/check/state";
import { WITH_EVERYTHING } from "../../policies/testing/platform";

const BOUNDARY = /^arn:aws:iam::\d{12}:policy\/boundary-prod-[0-9a-f]{7}$/;

describe("the role that deploys", function () {
    this.timeout(120_000);
    let states: readonly StackState[];
    const made = (type: string) =>
        states.flatMap(({ resources }) => resources.filter((resource) => resource.type === type));
    before(async () => {
        states = await deployedStates("prod", WITH_EVERYTHING);
    });

    it("knows every type that layers make, and no other ('npm run facts')", async () => {
        requireKnown(await typesOfLayers(), Object.keys(facts.types));
    });

    it("says which type is new, or gone, and what to do", () => {
        const known = ["aws:sqs/queue:Queue"];
        assert.throws(
            () => requireKnown([...known, "aws:ecs/cluster:Cluster"], known),
            /knows nothing of aws:ecs\/cluster:Cluster\. 'npm run facts' .*additions\.ts/,
        );
        assert.throws(() => requireKnown([], known), /No layer makes aws:sqs\/queue:Queue any more/);
    });

    it("reaches what layers make by its name, or by its tag", () => {
        const beyond = states
            .flatMap(({ resources }) => resources)
            .map(({ outputs }) => outputs as { arn?: string; tagsAll?: Record<string, string> })
            .filter(({ arn, tagsAll = {} }) => arn !== undefined && !isOfEnvironment(arn, tagsAll, "prod"));
        assert.deepEqual(
            beyond.map(({ arn }) => arn),
            [],
        );
        const queue = "arn:aws:sqs:eu-west-1:111122223333:orders-dev-0000000";
        assert.equal(isOfEnvironment(queue, { environment: "prod" }, "prod"), false, "of another environment");
        const vpc = "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1";
        assert.equal(isOfEnvironment(vpc, {}, "prod"), false, "without a tag");
    });

    it("takes nothing that layers make elsewhere for what is of a request", () => {
        const arns = states.flatMap(({ resources }) => resources).map(({ outputs }) => outputs.arn);
        const taken = arns.filter((arn) => typeof arn === "string" && isOfEnvironment(arn, {}, REQUESTS));
        assert.deepEqual(taken, []);
        assert.ok(isOfEnvironment("arn:aws:sqs:eu-west-1:111122223333:orders-pr-7-0000000", {}, REQUESTS));
    });

    it("passes roles to the services that they trust, each with the boundary", () => {
        const roles = made("aws:iam/role:Role").map(({ inputs }) => inputs as Record<string, string>);
        const trusted = roles.flatMap(({ assumeRolePolicy }) =>
            JSON.parse(assumeRolePolicy).Statement.map((each: any) => each.Principal.Service),
        );
        assert.deepEqual([...new Set(trusted)].sort(), Object.values(PASSES).sort());
        for (const { permissionsBoundary } of roles) assert.match(permissionsBoundary, BOUNDARY);
        assert.deepEqual(
            made("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn),
            ["arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"],
        );
    });

    it("leaves managed policies to people: the boundary is the only one", () => {
        assert.equal(made("aws:iam/policy:Policy").length, 1);
    });
});
