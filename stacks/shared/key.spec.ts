import assert from "node:assert/strict";
import { makeKey } from "./key";
import { sharedConfig } from "./testing/sharedConfig";
import { alarmsUse } from "../../components/foundation/keyUse";
import { inputsOf, installMocks, settled } from "../../components/shared/testing/mocks";

describe("makeKey", () => {
    beforeEach(() => installMocks());

    it("names the key after environment and purpose, and keeps it as long as the environment says", async () => {
        makeKey("reports", "Reports", sharedConfig);
        makeKey("drafts", "Drafts", {
            ...sharedConfig,
            platform: { ...sharedConfig.platform, deletionProtection: false },
        });
        await settled();
        assert.equal(inputsOf("aws:kms/alias:Alias", "reports-alias").name, "alias/platform/dev/reports");
        const { description, deletionWindowInDays } = inputsOf("aws:kms/key:Key", "reports");
        assert.deepEqual([description, deletionWindowInDays], ["Reports", 30]);
        assert.equal(inputsOf("aws:kms/key:Key", "drafts").deletionWindowInDays, 7);
    });

    it("admits the services that use it by themselves, and nobody else", async () => {
        makeKey("alarms", "Topics", sharedConfig, (location) => [alarmsUse(location)]);
        await settled();
        const { Statement } = JSON.parse(inputsOf("aws:kms/key:Key", "alarms").policy);
        assert.deepEqual(
            Statement.map(({ Sid }: { Sid: string }) => Sid),
            ["IamOfThisAccount", "AlarmsOfThisAccount"],
        );
    });
});
