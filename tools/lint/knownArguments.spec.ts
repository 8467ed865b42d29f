import { join } from "node:path";
import { RuleTester } from "eslint";
import { parser } from "typescript-eslint";
import { knownArguments } from "./knownArguments.mjs";

const ROOT = join(__dirname, "../..");
/** Programs are read in its place, so that packages and types are found. */
const filename = join(ROOT, "stacks/index.ts");

const HEAD = `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
declare const condition: boolean;
declare const keyArn: pulumi.Output<string>;
`;

const program = (code: string) => ({ code: HEAD + code, filename });

const wrong = (code: string, ...paths: string[]) => ({
    ...program(code),
    errors: paths.map((path) => ({ message: new RegExp(`takes no argument '${path.replaceAll(".", "\\.")}'`) })),
});

const COMPONENT = `interface ShelfArgs { readonly size: number; readonly owner?: pulumi.Input<string> }
class Shelf extends pulumi.ComponentResource {
    constructor(name: string, args: ShelfArgs, opts?: pulumi.ComponentResourceOptions) { super("a:b:Shelf", name, args, opts); }
}
`;

const PASSING = `function passed<A>(change: ((args: A) => undefined) | undefined, name: string, args: NoInfer<A>): [string, A] {
    change?.(args);
    return [name, args];
}
declare const changed: ((args: aws.sqs.QueueArgs) => undefined) | undefined;
`;

describe("arguments of resources", function () {
    this.timeout(120_000);

    const tester = new RuleTester({
        languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: ROOT } },
    });
    tester.run("known-arguments", knownArguments, {
        valid: [
            // Spreads, variables and conditions with members that exist.
            program(`const more = { visibilityTimeoutSeconds: 60 }; new aws.sqs.Queue("q", { name: "q", ...more });`),
            program(`new aws.sqs.Queue("q", { ...(condition ? {} : { delaySeconds: 1 }) });`),
            program(`const args: aws.sqs.QueueArgs = { delaySeconds: 1 }; new aws.sqs.Queue("q", args);`),
            // Nested, in lists, and as outputs.
            program(
                `const rule = { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } };
                new aws.s3.BucketServerSideEncryptionConfiguration("e", { bucket: "b", rules: [{ ...rule, bucketKeyEnabled: true }] });`,
            ),
            program(
                `const tracing = keyArn.apply(() => ({ mode: "Active" })); new aws.lambda.Function("f", { role: "r", tracingConfig: tracing });`,
            ),
            // Keys of one's own, other resources, options, and what is no resource.
            program(`const tags = { team: "orders", anything: "x" }; new aws.sqs.Queue("q", { tags: { ...tags } });`),
            program(
                `const topic = new aws.sns.Topic("t"); new aws.sns.TopicPolicy("p", { arn: topic.arn, policy: "{}" }, { parent: topic });`,
            ),
            program(
                `const role = new aws.iam.Role("r", { assumeRolePolicy: "{}" }); new aws.iam.RolePolicy("p", { role, policy: "{}" });`,
            ),
            program(`const extra = { cause: 1, more: 2 }; new Error("e", { ...extra }); new Map([["a", extra]]);`),
            // By a helper that passes them on.
            program(
                `${PASSING} new aws.sqs.Queue(...passed(changed, "q", { ...(condition ? {} : { delaySeconds: 1 }) }));`,
            ),
            // What cannot be known.
            program(`declare const any: any; new aws.sqs.Queue("q", { ...any });`),
            program(
                `${COMPONENT} const args = { size: 1 }; new Shelf("s", { ...args, owner: keyArn }, { parent: undefined });`,
            ),
        ],
        invalid: [
            wrong(
                `${PASSING} new aws.sqs.Queue(...passed(changed, "q", { ...(condition ? {} : { delaySecond: 1 }) }));`,
                "delaySecond",
            ),
            wrong(
                `const more = { visibilityTimeoutSecond: 60 }; new aws.sqs.Queue("q", { ...more });`,
                "visibilityTimeoutSecond",
            ),
            wrong(`new aws.sqs.Queue("q", { ...(condition ? {} : { delaySecond: 1 }) });`, "delaySecond"),
            wrong(`const args = { delaySecond: 1, name: "q" }; new aws.sqs.Queue("q", args);`, "delaySecond"),
            wrong(`const { Queue } = aws.sqs; new Queue("q", { ...{ delaySecond: 1 } });`, "delaySecond"),
            wrong(
                `const rule = { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKey: keyArn } };
                new aws.s3.BucketServerSideEncryptionConfiguration("e", { bucket: "b", rules: [{ ...rule, bucketKeyEnable: true }] });`,
                "rules.bucketKeyEnable",
                "rules.applyServerSideEncryptionByDefault.kmsMasterKey",
            ),
            wrong(
                `const tracing = keyArn.apply(() => ({ mode: "Active", level: 1 })); new aws.lambda.Function("f", { role: "r", tracingConfig: tracing });`,
                "tracingConfig.level",
            ),
            wrong(`const opts = { dependOn: [] }; new aws.sqs.Queue("q", {}, { ...opts });`, "dependOn"),
            wrong(`${COMPONENT} const more = { owners: "x" }; new Shelf("s", { size: 1, ...more });`, "owners"),
            wrong(
                `function make<T extends { delaySecond: number }>(more: T) { return new aws.sqs.Queue("q", { ...more, delaySecond: more.delaySecond }); } make;`,
                "delaySecond",
            ),
        ],
    });
});
