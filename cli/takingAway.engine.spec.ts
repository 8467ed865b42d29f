import assert from "node:assert/strict";
import { join } from "node:path";
import { repositoryRoot } from "../local/shared/paths";
import { buildsOnEarlier } from "../local/shared/testing/buildsOnEarlier";
import { PROTECTED_TYPES } from "../stacks/shared/protection";
import { agreeOnUpdate } from "./commands/agreement";
import { loadBlueprint } from "./driver/blueprint";
import type { LayerReport, Verb } from "./driver/report";
import { runVerb } from "./driver/run";
import { deployedStacks } from "./driver/stacks";
import type { TakenAway } from "./driver/takenAway";
import { openTarget, type Target } from "./driver/target";
import { EXIT, type PlatformError } from "./errors";
import { makeFixture, type Fixture } from "./testing/fixture";

/** One of each kind of resource on which other layers depend: its class and arguments, and one that makes another of it. */
const KINDS: Readonly<Record<string, { readonly args: object; readonly other?: object }>> = {
    "apigateway.RestApi": { args: { endpointConfiguration: { types: "REGIONAL" } } },
    "cognito.UserPool": { args: {}, other: { usernameAttributes: ["email"] } },
    "cognito.UserPoolClient": { args: { userPoolId: "eu-west-1_000000000" }, other: { generateSecret: true } },
    "cognito.UserPoolDomain": {
        args: { domain: "people", userPoolId: "eu-west-1_000000000" },
        other: { domain: "another" },
    },
    "dynamodb.Table": {
        args: { billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }] },
        other: { hashKey: "key", attributes: [{ name: "key", type: "S" }] },
    },
    "iam.Policy": { args: { policy: "{}" }, other: { path: "/platform/" } },
    "kinesis.FirehoseDeliveryStream": {
        args: { destination: "extended_s3", extendedS3Configuration: { bucketArn: "b", roleArn: "r" } },
        other: { name: "another" },
    },
    "kinesis.Stream": { args: { streamModeDetails: { streamMode: "ON_DEMAND" } }, other: { name: "another" } },
    "kms.Key": { args: {}, other: { customerMasterKeySpec: "RSA_4096" } },
    "s3.Bucket": { args: {}, other: { objectLockEnabled: true } },
    "sns.Topic": { args: {}, other: { fifoTopic: true } },
    "sqs.Queue": { args: {}, other: { fifoQueue: true } },
    "cloudwatch.LogGroup": { args: {}, other: { logGroupClass: "INFREQUENT_ACCESS" } },
    "lambda.Function": {
        args: { role: "r", runtime: "nodejs24.x", handler: "index.handler", code: "ARCHIVE" },
        other: { name: "another" },
    },
    "ec2.Vpc": { args: { cidrBlock: "10.1.0.0/16" }, other: { cidrBlock: "10.2.0.0/16" } },
    "ec2.SecurityGroup": { args: { vpcId: "vpc-1" }, other: { vpcId: "vpc-2" } },
};
const outputOf = (kind: string) => kind.replace(".", "");
const nameOf = (kind: string) => `one-${outputOf(kind).toLowerCase()}`;
/** As the engine tells of it. */
const resourceOf = (kind: string) => {
    const [module, type] = kind.split(".");
    return `aws:${module}/${type[0].toLowerCase()}${type.slice(1)}:${type} ${nameOf(kind)}`;
};
/** Those that are protected. */
const guarded = Object.entries(KINDS)
    .filter(([kind]) => Object.keys(PROTECTED_TYPES).some((type) => type.endsWith(`:${kind.split(".")[1]}`)))
    .map(([kind, { other }]) => ({ kind, other: other !== undefined }));

const KEY = "aws:kms/key:Key one-kmskey";

interface Change {
    /** Logical name of every resource. */
    readonly name?: string;
    /** Gives the old name as an alias. */
    readonly aliased?: boolean;
    /** Takes the arguments that replace. */
    readonly other?: boolean;
    readonly protected?: boolean;
}

/** A layer that has and publishes one of each. */
function program({ name = "one", aliased = false, other = false, protected: isProtected = false }: Change): string {
    const made = Object.entries(KINDS).map(([kind, { args, other: others = {} }]) => {
        const all = JSON.stringify({ ...args, ...(other ? others : {}) });
        const code = `new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = () => 1;") })`;
        return `{
    const made = new aws.${kind}("${name}-${outputOf(kind).toLowerCase()}", ${all.replace('"ARCHIVE"', code)}, ${aliased ? `{ aliases: [{ name: "one-${outputOf(kind).toLowerCase()}" }] }` : "{}"});
    outputs.${outputOf(kind)} = { id: made.id, arn: made.arn, kept: "as it is" };
}`;
    });
    return `require("tsx/cjs");
const aws = require("@pulumi/aws");
require(${JSON.stringify(join(repositoryRoot, "stacks/shared/protection"))}).protectData(${isProtected});
${made.join("\n")}`;
}

describe("an update of what deployed layers use", function () {
    this.timeout(300_000);
    buildsOnEarlier();
    let fixture: Fixture;
    let rehearsal: Target;
    /** As on AWS, but for the provider, which simulates, and the policies, which would rather have other resources. */
    let target: Target;

    const run = async (verb: Verb, change: Change, accepts?: (taken: TakenAway) => boolean) => {
        fixture.write("base", program(change));
        const steps: string[] = [];
        const observer = { progress: (layer: string, step: string) => void (layer === "base" && steps.push(step)) };
        const report = await runVerb(target, verb, { observer, accepts });
        return { status: report.status, base: report.layers.find(({ layer }) => layer === "base")!, report, steps };
    };
    const words = ({ diagnostics }: LayerReport) => diagnostics.map(({ message }) => message).join("\n");
    const taken = (how: TakenAway["how"], kinds: readonly string[]) =>
        kinds.map((kind) => `base.${outputOf(kind)} ${how} top`).sort();
    const told = (all: readonly TakenAway[]) =>
        all.map(({ value, how, readers }) => `${value} ${how} ${readers.join()}`).sort();

    before(async () => {
        fixture = makeFixture({
            base: { publishes: Object.keys(KINDS).map(outputOf), program: program({}) },
            top: { reads: ["base"], program: `new Box("box"); outputs.value = "top";` },
        });
        fixture.writeFile("off.json", JSON.stringify({ all: "disabled" }));
        rehearsal = await openTarget(loadBlueprint("dev", fixture.root), { rehearsal: true });
        target = { ...rehearsal, kind: "cloud", policyConfig: join(fixture.root, "off.json") };
        const { status, base } = await run("up", {});
        assert.equal(status, "ok", words(base));
    });

    after(() => {
        rehearsal.close();
        fixture.remove();
    });

    it("tells which published values it would take from whom, for each kind of resource that gets another name", async () => {
        const { base } = await run("preview", { name: "two" });
        assert.deepEqual(told(base.takesAway), taken("removed", Object.keys(KINDS)));
    });

    it("tells it for each kind of resource that cannot change in place", async () => {
        const { base } = await run("preview", { other: true });
        const kinds = Object.keys(KINDS).filter((kind) => KINDS[kind]?.other !== undefined);
        assert.deepEqual(told(base.takesAway), taken("replaced", kinds));
    });

    it("takes nothing away when the old names are given as aliases", async () => {
        const { base, steps } = await run("preview", { name: "two", aliased: true });
        assert.deepEqual(base.takesAway, []);
        assert.deepEqual(steps, []);
    });

    it("plans and asks before anything changes, over the layers that others read, and is refused where nobody answers", async () => {
        fixture.write("base", program({ name: "two" }));
        const ask = (answer: string) => ({ interactive: true, ask: () => Promise.resolve(answer) });
        const { accepts, stopped } = await agreeOnUpdate(target, false, {}, ask("dev"));
        assert.equal(stopped, undefined);
        const key: TakenAway = { value: "base.kmsKey", resource: KEY, how: "removed", readers: ["top"] };
        assert.deepEqual([accepts?.(key), accepts?.({ ...key, value: "base.later" })], [true, false]);
        assert.equal(accepts?.({ ...key, how: "replaced", readers: [] }), true);
        await assert.rejects(agreeOnUpdate(target, false, {}, ask("yes")), /nothing was changed/);
        const { signal } = new AbortController();
        const withSignal = {
            interactive: true,
            ask: (_question: string, asked?: AbortSignal) => Promise.resolve(asked === signal ? "dev" : "without it"),
        };
        await agreeOnUpdate(target, false, { signal }, withSignal);
        const unattended = agreeOnUpdate(target, false, {}, { ...ask("dev"), interactive: false });
        await assert.rejects(unattended, (error: PlatformError) => {
            assert.equal(error.exitCode, EXIT.usage);
            assert.match(
                error.message,
                /Key one-kmskey is removed: base\.kmsKey, read by top[\s\S]*add --allow-deletions/,
            );
            return true;
        });
        const record = { layer: "base", resource: KEY, reason: "its readers have been told" };
        const named = agreeOnUpdate(target, false, { allowances: [record] }, { ...ask("dev"), interactive: false });
        await assert.rejects(named, (error: PlatformError) => {
            assert.doesNotMatch(error.message, /Key one-kmskey is removed/, "it asks about the rest");
            return /Bucket one-s3bucket is removed/.test(error.message);
        });
        const allowances = Object.keys(KINDS).map((kind) => ({ ...record, resource: resourceOf(kind) }));
        const all = await agreeOnUpdate(target, false, { allowances }, { ...ask("dev"), interactive: false });
        assert.deepEqual(
            [all.accepts?.(key), all.accepts?.({ ...key, resource: "aws:kms/key:Key other" })],
            [true, false],
        );
        const { accepts: allowed } = await agreeOnUpdate(target, true, {});
        assert.equal(allowed?.(key), true);
    });

    it("changes nothing unless that has been accepted, and says what to do", async () => {
        const before = await target.layer("base").exportedState();
        const { base, report } = await run("up", { name: "two" }, ({ value }) => value !== "base.kmsKey");
        assert.deepEqual(
            report.layers.map(({ status }) => status),
            ["failed", "skipped"],
        );
        assert.match(words(base), /Key one-kmskey is removed: base\.kmsKey, read by top\n- Has only its name/);
        assert.doesNotMatch(words(base), /dynamodbTable/);
        assert.equal(await target.layer("base").exportedState(), before);
    });

    it("goes on once it has been accepted", async () => {
        const { status, base } = await run("up", { name: "two" }, () => true);
        assert.equal(status, "ok", words(base));
        assert.equal((await run("up", {}, () => true)).status, "ok");
    });

    it("is refused by the engine itself while the environment is protected, before anything changes", async () => {
        assert.equal(guarded.length, Object.keys(PROTECTED_TYPES).length, "each protected kind is tried");
        assert.equal((await run("up", { protected: true })).status, "ok");
        const before = await target.layer("base").exportedState();
        for (const change of [{ name: "two" }, { other: true }]) {
            for (const verb of ["preview", "up"] as const) {
                const { base } = await run(verb, { ...change, protected: true }, () => true);
                assert.equal(base.status, "failed");
                assert.match(
                    words(base),
                    /Nothing was changed: these are protected, by platform:deletionProtection in/,
                );
                const refused = Object.keys(KINDS).filter((kind) => words(base).includes(`${nameOf(kind)} would be`));
                assert.deepEqual(
                    refused,
                    guarded.filter(({ other }) => change.other !== true || other).map(({ kind }) => kind),
                );
            }
        }
        assert.equal(await target.layer("base").exportedState(), before);
        const { stopped } = await agreeOnUpdate(target, true, {});
        assert.equal(stopped?.status, "failed", "a plan that fails is no update");
    });

    it("takes no queue and no log group from anybody while the environment is protected: they stay behind in AWS", async () => {
        const { base } = await run("preview", { name: "two", protected: true });
        const ofKinds = told(base.takesAway).join("\n");
        assert.doesNotMatch(ofKinds, /sqsQueue|cloudwatchLogGroup/);
        assert.match(ofKinds, /ec2Vpc/);
    });

    it("can be destroyed once it is protected no longer", async () => {
        assert.equal((await run("up", {})).status, "ok");
        const { status, report } = await run("destroy", {});
        assert.equal(status, "ok", JSON.stringify(report.layers.map(words)));
        assert.deepEqual([...(await deployedStacks(target)).values()], [0, 0]);
    });
});
