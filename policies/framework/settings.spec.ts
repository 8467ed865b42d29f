import assert from "node:assert/strict";
import type * as aws from "@pulumi/aws";
import { unknownCheckingProxy } from "@pulumi/policy";
import { UNKNOWN } from "../testing/harness";
import { must, mustBe, mustNotBe, settings, setTo } from "./settings";

const says = (name: string, value: unknown) => `${name}: ${String(value)}`;

/** The properties as a remedy leaves them. */
function remedied(judged: ReturnType<typeof settings>, props: object): object {
    const set = structuredClone(props);
    judged.remediate?.({ type: "", name: "", urn: "", props: unknownCheckingProxy(set) as object });
    return set;
}

describe("settings of a resource", () => {
    it("are named by paths that its arguments have", () => {
        settings<aws.dax.ClusterArgs>({
            nodeType: must(() => true, says),
            "serverSideEncryption.enabled": mustBe(true, says),
        });
        // @ts-expect-error it is called `enabled`
        settings<aws.dax.ClusterArgs>({ "serverSideEncryption.enable": mustBe(true, says) });
        // @ts-expect-error a list has no property that could be set
        settings<aws.dax.ClusterArgs>({ "securityGroupIds.length": mustBe(true, says) });
    });

    it("have a remedy where one of them says so, which leaves the others alone", () => {
        const judged = settings<any>({
            "block.mode": setTo("on", says),
            open: mustNotBe(true, says, false),
            free: mustNotBe(true, says),
        });
        assert.deepEqual(remedied(judged, { open: true, free: true }), {
            block: { mode: "on" },
            open: false,
            free: true,
        });
        assert.deepEqual(remedied(judged, { block: { mode: UNKNOWN, size: 1 } }), { block: { mode: "on", size: 1 } });
        assert.ok(!("remediate" in settings<any>({ free: mustNotBe(true, says) })));
    });

    it("are spared together", () => {
        const judged = settings<any>({ mode: setTo("on", says) }, { unless: ({ kind }) => kind === "other" });
        assert.deepEqual(remedied(judged, { kind: "other" }), { kind: "other" });
        assert.deepEqual(remedied(judged, {}), { mode: "on" });
    });
});
