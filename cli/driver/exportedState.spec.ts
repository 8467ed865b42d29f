import assert from "node:assert/strict";
import { reproducible } from "./exportedState";

const stack = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
const provider = "urn:pulumi:dev::p::pulumi:providers:aws::default";
const bucket = "urn:pulumi:dev::p::aws:s3/bucket:Bucket::a";
const object = "urn:pulumi:dev::p::aws:s3/bucketObject:BucketObject::b";

/** The same deployment as two runs might write it. */
function deployed(run: { id: string; time: string; reversed: boolean }) {
    const { id, time, reversed } = run;
    const resources = [
        { urn: stack, type: "pulumi:pulumi:Stack", created: time, sourcePosition: `project:///${time}` },
        { urn: provider, type: "pulumi:providers:aws", id, parent: stack },
        {
            urn: bucket,
            type: "aws:s3/bucket:Bucket",
            id: "a-1",
            parent: stack,
            provider: `${provider}::${id}`,
            modified: time,
        },
        {
            urn: object,
            type: "aws:s3/bucketObject:BucketObject",
            parent: stack,
            dependencies: reversed ? [stack, bucket] : [bucket, stack],
            inputs: { source: "/home/someone/platform/.platform/bundles/x.zip" },
        },
    ];
    return {
        version: 3,
        deployment: {
            manifest: { time, version: "v3.259.0" },
            secrets_providers: { state: { salt: id } },
            resources: reversed ? [resources[3], resources[2], resources[1], resources[0]] : resources,
        },
    };
}

describe("reproducible", () => {
    const root = "/home/someone/platform";
    const first = reproducible(deployed({ id: "1111", time: "2026-01-01T00:00:00Z", reversed: false }), root);

    it("gives the same for runs that differ in time, drawn ids and order", () => {
        assert.equal(reproducible(deployed({ id: "2222", time: "2026-02-02T00:00:00Z", reversed: true }), root), first);
    });

    it("puts dependencies first and keeps references whole", () => {
        const { resources } = JSON.parse(first).deployment;
        assert.deepEqual(
            resources.map(({ urn }: { urn: string }) => urn),
            [stack, provider, bucket, object],
        );
        assert.equal(resources[2].provider, `${provider}::${resources[1].id}`);
    });

    it("names files by their path in the repository", () => {
        assert.equal(JSON.parse(first).deployment.resources[3].inputs.source, ".platform/bundles/x.zip");
    });
});
