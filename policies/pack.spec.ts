import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { exemptions } from "./exemptions";
import { createPack } from "./framework/policies";
import { parametersOf } from "./framework/parameters";
import type { Rule } from "./framework/rule";
import { rules } from "./rules";
import { run } from "./testing/harness";

const ROOT = path.join(__dirname, "rules");
const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && path.basename(file) !== "index.ts",
);
const sources = files.filter((file) => !file.endsWith(".spec.ts"));

/** What a rule says, in the order in which its file says it: what it is, what it asks for, where it looks, how it judges. */
const ORDER = [
    ...["id", "displayName", "description", "severity", "level", "whyNotMandatory", "tags", "frameworks"],
    ...["remediationSteps", "url", "examples", "types", "typesInWords", "parameters"],
    ...["resource", "stack", "environment", "remediate"],
];

/** Rules without which the pack would guard nothing. */
const FIRST_CUT = [
    "iam-action-wildcard",
    "iam-resource-wildcard",
    "iam-pass-role-scoped",
    "iam-trust-public",
    "iam-trust-confused-deputy",
    "s3-bucket-encrypted",
    "s3-public-access-blocked",
    "s3-tls-only",
    "dynamodb-table-encrypted",
    "dynamodb-pitr-enabled",
    "lambda-tracing-active",
    "kinesis-stream-encrypted",
    "firehose-encrypted",
    "sqs-queue-encrypted",
    "kms-key-rotation",
    "s3-acl-private",
    "s3-policy-private",
    "dax-cluster-encrypted",
    "dax-endpoint-tls",
    "lambda-permission-scoped",
    "lambda-environment-no-secrets",
    "sns-policy-private",
    "sns-tls-only",
    "apigateway-method-authorized",
    "apigateway-route-authorized",
    "appsync-api-key-refused",
    "cloudfront-viewer-https",
    "cloudfront-viewer-tls",
    "cloudfront-origin-https",
    "cloudfront-origin-access",
    "ecs-container-logged",
    "ecs-root-readonly",
    "ecs-container-unprivileged",
    "ecs-user-nonroot",
    "ecs-network-awsvpc",
    "ecs-processes-own",
    "ecs-roles-separate",
    "ecs-environment-no-secrets",
    "ecs-efs-encrypted",
];

/** What a title has to say, by the beginning of the rule's id; some services go by the names of what they make. */
const SERVICES: Readonly<Record<string, RegExp>> = {
    apigateway: /API/,
    appsync: /AppSync/,
    cloudfront: /CloudFront/,
    cloudwatch: /CloudWatch/,
    cognito: /Cognito/,
    dax: /DAX/,
    dynamodb: /DynamoDB/,
    ec2: /[Ss]ecurity groups/,
    ecr: /ECR/,
    ecs: /ECS/,
    efs: /EFS/,
    firehose: /Firehose/,
    iam: /IAM|OIDC|iam:|kms:|[Pp]olic|Allow|Actions|execution roles/,
    kinesis: /Kinesis/,
    kinesisanalytics: /Flink/,
    kms: /KMS/,
    lambda: /Lambda|SQS/,
    lb: /[Ll]oad balancer/,
    logs: /CloudWatch/,
    opensearch: /OpenSearch/,
    redshift: /Redshift/,
    s3: /S3/,
    secretsmanager: /Secrets Manager/,
    sfn: /Step Functions/,
    sns: /SNS/,
    sqs: /SQS|Dead-letter/,
    waf: /WAF/,
};

/** A disabled rule has to be asked for; none changes resources unasked. */
const LEVELS: readonly string[] = ["mandatory", "advisory", "disabled"];

const load = createRequire(__filename);
const exportsOf = (file: string) => Object.values(load(path.join(ROOT, file)) as Record<string, Rule>);

describe("the policy pack", () => {
    it("enforces every rule in the folder, each in a file of its own with its spec", () => {
        const exported = sources.map(exportsOf);
        assert.deepEqual(
            exported.map((list) => list.length),
            sources.map(() => 1),
        );
        const ids = (list: readonly Rule[]) => list.map(({ id }) => id).toSorted();
        assert.deepEqual(ids(rules), ids(exported.flat()));
        const missing = sources.filter((file) => !files.includes(file.replace(/\.ts$/, ".spec.ts")));
        assert.deepEqual(missing, []);
    });

    it("keeps each rule in the file that its id names", () => {
        for (const file of sources) {
            const [rule] = exportsOf(file);
            const [folder, name = ""] = file.replace(/\.ts$/, "").split(path.sep);
            const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
            assert.equal(rule?.id, `${folder}-${words}`);
        }
    });

    it("has titles that name the service of AWS", () => {
        const riddles = rules.filter(
            ({ id, displayName }) => SERVICES[id.split("-")[0] ?? ""]?.test(displayName) === false,
        );
        assert.deepEqual(
            riddles.map(({ id, displayName }) => `${id}: ${displayName}`),
            [],
        );
        assert.equal(new Set(rules.map(({ displayName }) => displayName)).size, rules.length);
    });

    it("has unique ids that neither the engine nor the summary uses", () => {
        const names = createPack(rules, []).policies.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length);
        assert.ok(!names.includes("all"));
    });

    it("is complete in what it says about itself", () => {
        for (const rule of rules) {
            const { id, displayName, description, tags, frameworks, remediationSteps, url, types } = rule;
            for (const text of [description, remediationSteps])
                assert.match(text, /\.$/, `${id}: '${text}' is no sentence`);
            assert.ok(displayName.length > 5 && displayName.length < 60, id);
            assert.ok(tags.includes(id.split("-")[0] ?? ""), `${id} is not tagged with its service`);
            assert.ok(
                frameworks.every(({ reference, specification }) => reference !== "" && specification !== ""),
                id,
            );
            assert.match(url, /^https:\/\/docs\.aws\.amazon\.com\/\S+$/, id);
            assert.ok(
                types.length > 0 &&
                    types.every((type) => /^(aws:[\w-]+\/[\w-]+:[A-Z]\w+|pulumi:pulumi:\w+|aws:\*)$/.test(type)),
                id,
            );
            for (const [name, { description: text }] of Object.entries(rule.parameters ?? {})) {
                assert.ok(text.length > 20, `${id}: parameter '${name}' is not described`);
            }
        }
    });

    it("says it in one order", () => {
        for (const rule of rules) {
            assert.deepEqual(Object.keys(rule), inOrder(rule, ORDER), rule.id);
        }
    });

    it("names only resource types that the AWS provider has", () => {
        const folder = path.dirname(require.resolve("@pulumi/aws/package.json"));
        const own = /^pulumi:pulumi:(Stack|StackReference)$|^aws:\*$/;
        for (const type of new Set(rules.flatMap(({ types }) => types).filter((each) => !own.test(each)))) {
            const [, module = "", name] = type.split(":");
            // Of a few the file is spelt in another case than the token.
            const [service = "", file = ""] = module.split("/");
            const spelt = readdirSync(path.join(folder, service)).find(
                (found) => found.toLowerCase() === `${file}.js`.toLowerCase(),
            );
            assert.ok(spelt, type);
            const source = readFileSync(path.join(folder, service, spelt), "utf8");
            assert.ok(source.includes(`__pulumiType = '${type}'`), `${type} (${name})`);
        }
    });

    it("exempts only by complete records from rules that exist", () => {
        for (const { rule, reason, owner, ticket, expires, stacks } of exemptions) {
            assert.ok(
                rules.some(({ id }) => id === rule),
                rule,
            );
            assert.ok([reason, owner, ticket, ...stacks].every((text) => text.trim() !== ""));
            assert.match(expires, /^\d{4}-\d{2}-\d{2}$/);
        }
    });

    it("stops a run for the rules of the first cut until they are configured otherwise", () => {
        const policies = createPack(rules, []).policies.slice(0, rules.length);
        const mandatory = policies.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
        const names = mandatory.map(({ name }) => name);
        assert.deepEqual(
            FIRST_CUT.filter((id) => !names.includes(id)),
            [],
        );
        const levels = new Set(policies.map(({ enforcementLevel }) => enforcementLevel));
        assert.ok([...levels].every((level) => level !== undefined && LEVELS.includes(level)));
    });

    it("stops a run for whatever is grave, unless the rule says in a sentence why not", () => {
        const grave = rules.filter(({ severity }) => severity === "high" || severity === "critical");
        const lenient = grave.filter(({ level = "mandatory" }) => level !== "mandatory");
        assert.ok(lenient.length < grave.length / 5);
        for (const { id, whyNotMandatory = "" } of lenient) assert.match(whyNotMandatory, /^[A-Z].{40,}\.$/, id);
        assert.deepEqual(
            rules.filter((rule) => rule.whyNotMandatory !== undefined && !lenient.includes(rule)),
            [],
        );
        assert.deepEqual(
            lenient.filter(({ severity }) => severity === "critical"),
            [],
        );
    });

    it("remediates to what its own rule accepts", () => {
        for (const rule of rules) {
            for (const type of rule.types) {
                const props: Record<string, unknown> = {};
                const parameters = parametersOf(rule.id, rule.parameters ?? {}, {});
                rule.remediate?.({ type, name: "subject", urn: "urn", props }, parameters);
                if (Object.keys(props).length === 0) continue;
                assert.deepEqual(run({ rules: [rule], subjects: [{ type, props }] }).violations, [], rule.id);
            }
        }
    });
});

function inOrder(said: object, order: readonly string[]): string[] {
    return order.filter((key) => key in said);
}
