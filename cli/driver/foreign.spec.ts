import assert from "node:assert/strict";
import { platformStates } from "../../policies/testing/platform";
import type { StateResource } from "./exportedState";
import { requireOwnProviders } from "./foreign";
import { providersOf } from "./packages";
import { repositoryRoot } from "../../local/shared/paths";

const layerWith = (resources: readonly StateResource[]) => ({
    ...{ name: "foundation", folder: "/stacks/foundation", stack: "dev" },
    resources: () => Promise.resolve(resources),
});
const resource = (type: string, inputs: StateResource["inputs"] = {}): StateResource => ({
    ...{ urn: `urn:pulumi:dev::platform-foundation::${type}::x`, type, custom: true, inputs },
});

describe("a state that is updated", () => {
    it("is refused with what another provider would run, with the way to look at it", async () => {
        const address = { pluginDownloadURL: "https://example.com" };
        for (const foreign of [
            resource("pulumi-nodejs:dynamic:Resource"),
            resource("pulumi:providers:pulumi-nodejs"),
            resource("command:local:Command"),
            resource("pulumi:providers:aws", address),
            resource("pulumi:providers:aws", { region: "eu-west-1", __internal: address }),
        ])
            await assert.rejects(
                requireOwnProviders(layerWith([resource("aws:s3/bucket:Bucket"), foreign])),
                new RegExp(
                    `'foundation' has ${foreign.urn}, .* 'pulumi stack export -C /stacks/foundation -s dev' shows`,
                ),
            );
    });

    it("may have what a package brings that was added, from where it says", async () => {
        const url = "https://example.com/plugins";
        const resources = [
            resource("random:index/randomId:RandomId"),
            resource("pulumi:providers:other", { pluginDownloadURL: url }),
        ];
        const providers = new Map([
            ["random", undefined],
            ["other", url],
        ]);
        await requireOwnProviders(layerWith(resources), providers);
        await assert.rejects(requireOwnProviders(layerWith(resources), new Map([...providers, ["other", undefined]])));
    });

    it("is held against the SDKs that package.json depends on", () => {
        assert.deepEqual(
            [...providersOf(repositoryRoot)],
            [
                ["aws", undefined],
                ["awsx", undefined],
            ],
        );
    });

    it("has what the layers make", async function () {
        this.timeout(180_000);
        for (const { resources } of await platformStates("prod")) await requireOwnProviders(layerWith(resources));
        const others = ["aws", "awsx", "pulumi"].map((name) => resource(`pulumi:providers:${name}`));
        await requireOwnProviders(layerWith([...others, { ...resource("platform:x:Network"), custom: false }]));
    });
});
