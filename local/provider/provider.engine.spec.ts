import { GetBucketTaggingCommand, ListBucketsCommand, PutBucketTaggingCommand, type Tag } from "@aws-sdk/client-s3";
import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import type { OpMap, Stack } from "@pulumi/pulumi/automation";
import assert from "node:assert/strict";
import type { Clients } from "./clients";
import { functions } from "./functions";
import { ifExists } from "./live";
import { ProviderServer } from "./server";
import { rows } from "./table";
import { engineProject, type EngineProject } from "./testing/engineProject";
import { emulatorClients } from "./testing/exercise";

interface Resource {
    readonly urn: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
}

/** The stack's configuration decides over what the tests change. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const config = new pulumi.Config();
const lake = new aws.s3.Bucket("lake", { forceDestroy: true, tags: { owner: config.require("owner") } });
const page = new aws.s3.BucketObjectv2("page", { bucket: lake.bucket, key: config.require("key"), content: pulumi.secret(lake.arn) });
const queue = new aws.sqs.Queue("failed", {
    name: "engine-failed",
    redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: config.get("deadLetters") ?? new aws.sqs.Queue("dead").arn,
        maxReceiveCount: 3,
    }),
}, { dependsOn: page });
module.exports = {
    lake: lake.bucket,
    arn: lake.arn,
    url: queue.url,
    account: aws.getCallerIdentityOutput().accountId,
    content: page.content,
};
`;

describe("the embedded provider on the real engine", function () {
    this.timeout(300_000);
    let clients: Clients;
    let project: EngineProject;
    let stack: Stack;

    before(async () => {
        [project, clients] = await Promise.all([engineProject(PROGRAM), emulatorClients()]);
        stack = await project.stack("local");
        await configure({ owner: "orders", key: "one" });
    });
    after(() => project.remove());

    async function configure(values: Record<string, string>): Promise<void> {
        await stack.setAllConfig(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])));
    }

    /** A server for each run of the engine, as the environment does it. */
    async function run<T>(action: () => Promise<T>): Promise<T> {
        const options = { rows, functions, accountId: "000000000000", region: "eu-west-1", clients };
        const server = new ProviderServer(options);
        stack.workspace.envVars.PULUMI_DEBUG_PROVIDERS = `aws:${await server.listen()}`;
        return action().finally(() => server.close());
    }

    const up = () => run(async () => (await stack.up()).summary.resourceChanges as OpMap);
    const outputs = async () => (await stack.outputs()) as Record<string, { readonly value: string; secret: boolean }>;
    const tagsOf = async (Bucket: string): Promise<Tag[]> =>
        (await clients.s3().send(new GetBucketTaggingCommand({ Bucket }))).TagSet ?? [];

    it("fails with the resource and AWS's own words, and goes on from there", async () => {
        await configure({ deadLetters: "arn:aws:sqs:eu-west-1:000000000000:nowhere" });
        await assert.rejects(up(), /aws:sqs\/queue:Queue 'failed': create failed: \w+: .*RedrivePolicy/s);
        await stack.removeConfig("deadLetters");
        assert.deepEqual(await up(), { create: 2, same: 3 });
        const { lake, arn, url, account, content } = await outputs();
        assert.equal(arn.value, `arn:aws:s3:::${lake.value}`);
        assert.equal(account.value, "000000000000");
        assert.deepEqual(content, { value: arn.value, secret: true });
        const found = await clients.sqs().send(new GetQueueUrlCommand({ QueueName: "engine-failed" }));
        assert.equal(found.QueueUrl, url.value);
        assert.deepEqual(await tagsOf(lake.value), [{ Key: "owner", Value: "orders" }]);
    });

    it("changes nothing the second time, nor in a refresh", async () => {
        assert.deepEqual(await up(), { same: 5 });
        const refreshed = await run(() => stack.refresh());
        assert.deepEqual(refreshed.summary.resourceChanges, { same: 5 });
    });

    it("updates in place and replaces", async () => {
        await configure({ owner: "lake", key: "two" });
        const preview = await run(() => stack.preview());
        assert.deepEqual(preview.changeSummary, { same: 3, update: 1, replace: 1 });
        assert.deepEqual(await up(), { same: 3, update: 1, replace: 1 });
        assert.deepEqual(await tagsOf((await outputs()).lake.value), [{ Key: "owner", Value: "lake" }]);
    });

    it("names what is new as the configuration asks, and nothing that exists", async () => {
        const { lake } = await outputs();
        const dead = async () => {
            const { deployment } = (await stack.exportStack()) as { deployment: { resources: Resource[] } };
            return deployment.resources.find(({ urn }) => urn.endsWith("aws:sqs/queue:Queue::dead"))!;
        };
        await stack.setConfig("pulumi:autonaming.pattern", { value: "${name}-${stack}-${hex(7)}" }, true);
        assert.deepEqual(await up(), { same: 5 });
        const { urn } = await dead();
        await run(() => stack.up({ replace: [urn] }));
        assert.match(String((await dead()).inputs?.name), /^dead-local-[0-9a-f]{7}$/);
        assert.equal((await outputs()).lake.value, lake.value);
    });

    it("notices in a refresh what somebody else changed, and puts it right", async () => {
        const Bucket = (await outputs()).lake.value;
        const Tagging = { TagSet: [{ Key: "owner", Value: "somebody" }] };
        await clients.s3().send(new PutBucketTaggingCommand({ Bucket, Tagging }));
        const refreshed = await run(() => stack.refresh());
        assert.deepEqual(refreshed.summary.resourceChanges, { same: 4, update: 1 });
        assert.deepEqual(await up(), { same: 4, update: 1 });
        assert.deepEqual(await tagsOf(Bucket), [{ Key: "owner", Value: "lake" }]);
    });

    it("takes everything away", async () => {
        const { lake } = await outputs();
        await run(() => stack.destroy());
        const { Buckets = [] } = await clients.s3().send(new ListBucketsCommand({}));
        assert.equal(
            Buckets.some(({ Name }) => Name === lake.value),
            false,
        );
        const queue = ifExists(clients.sqs().send(new GetQueueUrlCommand({ QueueName: "engine-failed" })));
        assert.equal(await queue, undefined);
    });
});
