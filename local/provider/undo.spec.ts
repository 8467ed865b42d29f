import assert from "node:assert/strict";
import { Provider } from "./provider";
import { liveOptions, URN } from "./testing/thing";

describe("undoing a create that nobody recorded", () => {
    it("deletes what its arguments name", async () => {
        const deleted: unknown[] = [];
        const provider = new Provider(
            liveOptions({
                delete: (_context, id, { name, arn }) => Promise.resolve(void deleted.push([id, name, arn])),
            }),
        );
        await provider.undo(URN, { name: "orders-1" });
        assert.deepEqual(deleted, [["orders-1", "orders-1", "arn:aws:test:eu-west-1:orders-1"]]);
    });

    it("takes an id that the service refuses for one that nobody has", async () => {
        const provider = new Provider(liveOptions({ delete: () => Promise.reject(new Error("Malformed id.")) }));
        await provider.undo(URN, { name: "orders-1" });
    });

    it("leaves types to others that have no row", async () => {
        const provider = new Provider(liveOptions({}));
        await provider.undo("urn:pulumi:test::platform-test::pulumi:providers:aws::default", {});
    });
});
