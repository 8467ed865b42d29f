import assert from "node:assert/strict";
import { join } from "node:path";
import { buildsOnEarlier } from "../../local/shared/testing/buildsOnEarlier";
import { functions } from "../../local/provider/functions";
import { ProviderServer } from "../../local/provider/server";
import { rows } from "../../local/provider/table";
import { makeFixture, type Fixture } from "../testing/fixture";
import { loadBlueprint } from "./blueprint";
import type { ServedProviders } from "./providers";
import { runVerb } from "./run";
import type { RunOptions } from "./runOptions";
import { openTarget, type Target } from "./target";

const AWS = `const aws = require("@pulumi/aws");`;

describe("a layer that cannot delete what its readers still hold", function () {
    this.timeout(300_000);
    buildsOnEarlier();
    let fixture: Fixture;
    let rehearsal: Target;
    let target: Target;
    /** The boundary of each role, as the account has them. */
    const boundaries = new Map<string, unknown>();

    /** The simulating provider, which refuses as IAM does to delete a policy that still bounds a role. */
    async function serveProviders(): Promise<ServedProviders> {
        const server = new ProviderServer({ rows, functions, accountId: "111122223333", region: "eu-west-1" });
        const { provider } = server;
        const create = provider.create.bind(provider);
        const update = provider.update.bind(provider);
        const remove = provider.delete.bind(provider);
        const note = (urn: string, inputs: Readonly<Record<string, unknown>>, preview: boolean) => {
            if (!preview && urn.includes("aws:iam/role:Role")) boundaries.set(urn, inputs.permissionsBoundary);
        };
        provider.create = (urn, inputs, preview) => {
            note(urn, inputs, preview);
            return create(urn, inputs, preview);
        };
        provider.update = (urn, existing, inputs, preview) => {
            note(urn, inputs, preview);
            return update(urn, existing, inputs, preview);
        };
        provider.delete = async (urn, existing) => {
            if ([...boundaries.values()].includes(existing.state.arn))
                throw new Error("DeleteConflict: Cannot delete a policy attached to entities.");
            return remove(urn, existing);
        };
        const port = await server.listen();
        return {
            variables: { PULUMI_DEBUG_PROVIDERS: `aws:${port}` },
            recorded: new Set(),
            undo: () => Promise.resolve(),
            close: () => server.close(),
        };
    }

    const boundary = (name: string) => `${AWS} outputs.value = new aws.iam.Policy("${name}", { policy: "{}" }).arn;`;
    const role = (ending = "") => `${AWS} ${ending}
outputs.value = new aws.iam.Role("role", { assumeRolePolicy: "{}", permissionsBoundary: read("base") }).arn;`;
    const up = (options: RunOptions = {}) => runVerb(target, "up", { accepts: () => true, ...options });

    before(async () => {
        fixture = makeFixture({ base: {}, top: { reads: ["base"] } });
        fixture.writeFile("off.json", JSON.stringify({ all: "disabled" }));
        rehearsal = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        target = { ...rehearsal, policyConfig: join(fixture.root, "off.json"), serveProviders };
        fixture.write("base", boundary("one"));
        fixture.write("top", role());
        const { status, layers } = await up();
        assert.equal(status, "ok", JSON.stringify(layers));
    });

    after(() => {
        rehearsal.close();
        fixture.remove();
    });

    it("fails with its readers where they fail, and tells what is left to do", async () => {
        fixture.write("base", boundary("two"));
        fixture.write("top", role(`throw new Error("top is broken");`));
        const { layers } = await up();
        assert.deepEqual(
            layers.map(({ status }) => status),
            ["failed", "failed"],
        );
        const said = layers[0]?.diagnostics.map(({ message }) => message).join("\n") ?? "";
        assert.match(said, /DeleteConflict: Cannot delete a policy attached to entities/);
        assert.match(said, /'base' is up to date but for what it could not delete/);
    });

    it("lets them move all the same, and deletes then", async () => {
        fixture.write("top", role());
        const order: string[] = [];
        const { status, layers } = await up({
            observer: { settled: ({ layer, status: how }) => order.push(`${layer} ${how}`) },
        });
        assert.equal(status, "ok", JSON.stringify(layers, null, 4));
        assert.deepEqual(order, ["top done", "base done"]);
        assert.doesNotMatch(await target.layer("base").exportedState(), /Policy::one/);
    });

    it("says so where its readers are not run", async () => {
        fixture.write("base", boundary("three"));
        const { layers } = await up({ layer: "base" });
        assert.deepEqual([layers[0]?.status, layers[0]?.undeleted], ["failed", true]);
    });
});
