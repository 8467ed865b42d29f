import assert from "node:assert/strict";
import { join } from "node:path";
import { loadBlueprint } from "./driver/blueprint";
import { runVerb } from "./driver/run";
import { openTarget, type Target } from "./driver/target";
import { makeFixture, type Fixture } from "./testing/fixture";

interface Settings {
    readonly view: string;
    readonly domain: string;
    readonly stage: string;
    readonly tag: string;
}

/** A layer that publishes what is neither id nor ARN: given by AWS, made of an id, and together with what stays. */
const program = ({ view, domain, stage, tag }: Settings) => `
const aws = require("@pulumi/aws");
const table = new aws.dynamodb.Table("orders", {
    billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }],
    streamEnabled: true, streamViewType: "${view}", tags: { tag: "${tag}" },
});
const people = new aws.cognito.UserPoolDomain("people", { domain: "${domain}", userPoolId: "eu-west-1_000000000" });
const api = new aws.apigateway.Stage("api", { restApi: "a1b2c3", deployment: "d1", stageName: "${stage}", tags: { tag: "${tag}" } });
outputs.table = pulumi.all([table.arn, table.streamArn]).apply(([arn, streamArn]) => ({ arn, streamArn }));
outputs.signIn = { url: pulumi.interpolate\`https://\${people.domain}.auth.eu-west-1.amazoncognito.com\` };
outputs.api = { url: api.invokeUrl };`;
const BEFORE: Settings = { view: "NEW_IMAGE", domain: "people-1", stage: "v1", tag: "one" };

describe("values that deployed layers use and an update changes", function () {
    this.timeout(300_000);
    let fixture: Fixture;
    let rehearsal: Target;
    let target: Target;

    const told = async (change: Partial<Settings>) => {
        fixture.write("base", program({ ...BEFORE, ...change }));
        const { layers } = await runVerb(target, "preview");
        return layers.flatMap(({ takesAway }) =>
            takesAway.map(({ resource, how, value }) => `${resource} ${how} ${value}`),
        );
    };

    before(async () => {
        fixture = makeFixture({
            base: { publishes: ["table", "signIn", "api"], program: program(BEFORE) },
            top: { reads: ["base"], program: `new Box("box"); outputs.value = "top";` },
        });
        fixture.writeFile("off.json", JSON.stringify({ all: "disabled" }));
        rehearsal = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        target = { ...rehearsal, kind: "cloud", policyConfig: join(fixture.root, "off.json") };
        const { status, layers } = await runVerb(target, "up");
        assert.equal(status, "ok", JSON.stringify(layers));
    });

    after(() => {
        rehearsal.close();
        fixture.remove();
    });

    it("are told with the resource that they come from, be it replaced or changed in place", async () => {
        assert.deepEqual(await told({ view: "NEW_AND_OLD_IMAGES", domain: "people-2", stage: "v2" }), [
            "aws:dynamodb/table:Table orders changed base.table",
            "aws:cognito/userPoolDomain:UserPoolDomain people replaced base.signIn",
            "aws:apigateway/stage:Stage api replaced base.api",
        ]);
    });

    it("are none when only what nobody reads changes", async () => assert.deepEqual(await told({ tag: "two" }), []));
});
