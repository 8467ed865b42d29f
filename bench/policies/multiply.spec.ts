import assert from "node:assert/strict";
import { multiplied } from "./multiply";
import { countOf, isOfAws, type Resource, type State } from "./states";

const stack = "urn:pulumi:prod::platform-data::pulumi:pulumi:Stack::platform-data-prod";
const component = "urn:pulumi:prod::platform-data::platform:data:ProtectedBucket::lake";
const bucket = "urn:pulumi:prod::platform-data::platform:data:ProtectedBucket$aws:s3/bucket:Bucket::lake";
const policy = "urn:pulumi:prod::platform-data::platform:data:ProtectedBucket$aws:s3/bucketPolicy:BucketPolicy::lake";
const account = "111122223333";
const key = `arn:aws:kms:eu-west-1:${account}:key/9a301d2a-95a0-9332-9ecd-018a4f60cdfa`;

const foundation = stateOf([
    aws("urn:pulumi:prod::platform-foundation::aws:kms/key:Key::data", key.split("/")[1], { arn: key }),
    aws("urn:pulumi:prod::platform-foundation::aws:kms/alias:Alias::data", "alias/platform/data", {
        name: "alias/platform/data",
        targetKeyId: key,
    }),
    aws("urn:pulumi:prod::platform-foundation::aws:lambda/alias:Alias::live", "order-1a2b3c4:live", { name: "live" }),
    aws("urn:pulumi:prod::platform-foundation::aws:cloudwatch/logStream:LogStream::delivery", "delivery", {
        name: "delivery",
    }),
]);
const data = stateOf([
    { urn: stack, type: "pulumi:pulumi:Stack", outputs: { lake: "lake-2bca23a" } },
    { urn: component, type: "platform:data:ProtectedBucket" },
    aws(bucket, "lake-2bca23a", {
        arn: "arn:aws:s3:::lake-2bca23a",
        keyAlias: "alias/platform/data",
        stage: "live",
        prefix: "delivery/",
    }),
    {
        ...aws(policy, "lake-2bca23a", {
            bucket: "lake-2bca23a",
            policy: `{\n"Resource": "arn:aws:s3:::lake-2bca23a/*", "Account": "${account}", "Key": "${key}"}`,
        }),
        propertyDependencies: { bucket: [bucket] },
    },
]);

function stateOf(resources: readonly Resource[]): State {
    return { version: 3, deployment: { resources } };
}

function aws(urn: string, id: string, properties: Record<string, unknown>): Resource {
    return { urn, type: urn.split("::")[2].split("$").at(-1)!, id, inputs: properties, outputs: properties };
}

describe("copies of resources for the bench", () => {
    const copies = 4;
    const [keys, lakes] = multiplied([foundation, data], copies).map(({ deployment }) => deployment.resources);
    const ofType = (resources: readonly Resource[] | undefined, token: string) =>
        resources!.filter(({ type }) => type === token);

    it("begin with the original", () => {
        assert.deepEqual(multiplied([foundation, data], 1), [foundation, data]);
        assert.deepEqual(lakes.slice(0, 4), data.deployment.resources);
    });

    it("are of all resources but those that a stack has once", () => {
        assert.equal(countOf([stateOf(keys), stateOf(lakes)]), copies * 6);
        assert.equal(ofType(lakes, "platform:data:ProtectedBucket").length, copies);
        assert.equal(ofType(lakes, "pulumi:pulumi:Stack").length, 1);
    });

    it("have each other names, ids and URNs, of the same form", () => {
        const all = [...keys, ...lakes].filter(isOfAws);
        assert.equal(new Set(all.map(({ urn }) => urn)).size, all.length);
        const buckets = ofType(lakes, "aws:s3/bucket:Bucket");
        assert.equal(new Set(buckets.map(({ id }) => id)).size, copies);
        for (const { id } of buckets) assert.match(id!, /^lake-[0-9a-f]{7}$/);
        for (const { id } of ofType(keys, "aws:kms/key:Key"))
            assert.match(id!, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        assert.equal(new Set(ofType(keys, "aws:kms/alias:Alias").map(({ id }) => id)).size, copies);
    });

    it("refer to their own resources, in documents and across layers too", () => {
        const buckets = ofType(lakes, "aws:s3/bucket:Bucket");
        const policies = ofType(lakes, "aws:s3/bucketPolicy:BucketPolicy");
        const arns = ofType(keys, "aws:kms/key:Key").map(({ outputs }) => outputs!.arn);
        const aliases = ofType(keys, "aws:kms/alias:Alias");
        for (const [index, { inputs, propertyDependencies }] of policies.entries()) {
            assert.equal(inputs!.bucket, buckets[index].id);
            assert.deepEqual(propertyDependencies, { bucket: [buckets[index].urn] });
            assert.deepEqual(JSON.parse(inputs!.policy as string), {
                Resource: `arn:aws:s3:::${buckets[index].id}/*`,
                Account: account,
                Key: arns[index],
            });
            assert.equal(aliases[index].inputs!.targetKeyId, arns[index]);
            assert.equal(buckets[index].inputs!.keyAlias, aliases[index].id);
        }
    });

    it("keep names that mean something only within another resource", () => {
        for (const { outputs } of ofType(keys, "aws:lambda/alias:Alias")) assert.equal(outputs!.name, "live");
        for (const { inputs } of ofType(lakes, "aws:s3/bucket:Bucket"))
            assert.deepEqual([inputs!.stage, inputs!.prefix], ["live", "delivery/"]);
    });
});
