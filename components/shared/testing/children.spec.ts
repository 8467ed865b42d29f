import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";
import { assertOwnsChildren } from "./children";
import { installMocks } from "./mocks";

interface PairArgs {
    readonly mistake?: "orphan" | "fixed";
    readonly transform?: { readonly queues?: Transform<aws.sqs.QueueArgs> };
}

class Pair extends pulumi.ComponentResource {
    constructor(name: string, { mistake, transform }: PairArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:test:Pair", name, {}, opts);
        const other = mistake === "orphan" ? {} : { parent: this };
        new aws.sqs.Queue(...transformed(transform?.queues, `${name}-child`, {}, { parent: this }));
        new aws.sqs.Queue(
            ...transformed(mistake === "fixed" ? undefined : transform?.queues, `${name}-other`, {}, other),
        );
        this.registerOutputs({});
    }
}

describe("assertOwnsChildren", () => {
    beforeEach(() => installMocks());

    const pair = (args: PairArgs) =>
        assertOwnsChildren((opts, transform) => new Pair("pair", { ...args, transform }, opts));

    it("takes a component whose children are its own and can be transformed", () => pair({}));

    it("sees a child without its parent", () =>
        assert.rejects(pair({ mistake: "orphan" }), /without the component as their parent[^]*Queue pair-other/));

    it("sees a child that no transform reaches", () =>
        assert.rejects(pair({ mistake: "fixed" }), /`transform` does not reach[^]*Queue pair-other/));
});
