import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, PulumiCommand, type EngineEvent, type Stack } from "@pulumi/pulumi/automation";
import { rowOf, type RowContext } from "../../local/provider/row";
import { ProviderServer } from "../../local/provider/server";
import { repositoryRoot } from "../../local/shared/paths";
import { ensureToolchain } from "../../local/toolchain";
import { buildPolicyPack } from "../build";
import { check, type CheckedFinding } from "../check/check";
import { readState } from "../check/state";
import { rules } from "../rules";

const ACCOUNT = "111122223333";
const REGION = "eu-west-1";

const arn =
    (service: string) =>
    ({ name, region, accountId }: RowContext) => ({
        arn: `arn:aws:${service}:${region}:${accountId}:${name}`,
    });
const bucket = ({ name }: RowContext) => ({
    arn: `arn:aws:s3:::${name}-1`,
    bucket: `${name}-1`,
    bucketDomainName: `${name}-1.s3.amazonaws.com`,
    bucketRegionalDomainName: `${name}-1.s3.${REGION}.amazonaws.com`,
});
const lambda = (context: RowContext) => {
    const name = `${context.name}-1`;
    const own = `arn:aws:lambda:${context.region}:${context.accountId}:function:${name}`;
    const invokeArn = `arn:aws:apigateway:${context.region}:lambda:path/2015-03-31/functions/${own}/invocations`;
    return { name, arn: own, invokeArn };
};

/** What the programs make, with the arguments that they, and the SDK for them, give. */
const TYPES: Readonly<Record<string, readonly [args: string, outputs?: (context: RowContext) => object]>> = {
    "acm/certificate:Certificate": ["domainName validationMethod", arn("acm")],
    "apigateway/deployment:Deployment": ["restApi"],
    "apigateway/restApi:RestApi": [
        "body",
        ({ region }) => ({ executionArn: `arn:aws:execute-api:${region}:${ACCOUNT}:api` }),
    ],
    "apigateway/stage:Stage": ["restApi deployment stageName", arn("apigateway")],
    "apigatewayv2/api:Api": ["protocolType routeKey target", arn("apigateway")],
    "cloudfront/distribution:Distribution": [
        "enabled aliases defaultRootObject origins defaultCacheBehavior loggingConfig restrictions viewerCertificate",
        arn("cloudfront"),
    ],
    "cloudfront/originAccessIdentity:OriginAccessIdentity": [
        "",
        ({ name }) => ({
            cloudfrontAccessIdentityPath: `origin-access-identity/cloudfront/${name}`,
            iamArn: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${name}`,
        }),
    ],
    "dynamodb/table:Table": ["attributes hashKey billingMode", arn("dynamodb")],
    "iam/role:Role": [
        "assumeRolePolicy managedPolicyArns inlinePolicies forceDetachPolicies",
        ({ name }) => ({ name, arn: `arn:aws:iam::${ACCOUNT}:role/${name}` }),
    ],
    "iam/rolePolicy:RolePolicy": ["role policy"],
    "iam/rolePolicyAttachment:RolePolicyAttachment": ["role policyArn"],
    "kms/key:Key": ["enableKeyRotation", arn("kms")],
    "lambda/function:Function": ["role runtime handler code timeout memorySize environment", lambda],
    "lambda/permission:Permission": ["function action principal sourceArn sourceAccount"],
    "s3/bucket:Bucket": ["versioning serverSideEncryptionConfiguration", bucket],
    "s3/bucketNotification:BucketNotification": ["bucket lambdaFunctions"],
    "s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket rule"],
    "s3/bucketPolicy:BucketPolicy": ["bucket policy"],
    "sfn/stateMachine:StateMachine": ["roleArn definition", arn("states")],
};
const rows = new Map(
    Object.entries(TYPES).map(([short, [args, outputsOf = () => ({})]]) => {
        const type = `aws:${short}`;
        const simulate = (context: RowContext) => ({ id: `${context.name}-1`, outputs: { ...outputsOf(context) } });
        return [
            type,
            rowOf(
                { type, recorded: "only policies look at it", replaceOn: [], simulate },
                { args: args.split(" "), required: [], scalars: [], outputs: {} },
            ),
        ] as const;
    }),
);

/** `<rule> <resource>` */
type Said = ReadonlySet<string>;

/** Right in the preview already, although almost nothing exists. */
const SEEN_BEFORE = [
    "apigateway-route-authorized greeting",
    "apigateway-stage-access-logged greeting",
    "apigateway-stage-throttled greeting",
    "cloudfront-viewer-tls delivery",
    "iam-managed-policy-allowlist read-scan-*",
    "iam-resource-wildcard invoice-steps",
    "iam-trust-confused-deputy invoice-steps",
    "lambda-api-timeout-bounded greet",
    "lambda-async-failure-kept read-scan",
    "lambda-permission-scoped greet-api",
    "lambda-runtime-supported follow",
    "lambda-runtime-supported greet",
    "s3-public-access-blocked pages",
    "s3-tls-only requests",
    "sfn-tracing-active invoices",
];
/** Right once documents and descriptions are known. */
const SEEN_AFTER = [
    ...SEEN_BEFORE,
    "apigateway-method-authorized links",
    "cloudfront-origin-access delivery",
    "iam-action-wildcard links-worker",
    // A state tells that a value is secret; the engine shows rules the value alone.
    "lambda-environment-no-secrets greet",
    "lambda-api-timeout-bounded follow",
    "s3-tls-only pages-readers",
    "sfn-tasks-recovered invoices",
];
/** Wrong: what the rule asks for is there, is AWS's default, or would break something. */
const NEVER_SAID = [
    "iam-trust-confused-deputy greeter",
    "lambda-async-failure-kept follow",
    "lambda-async-failure-kept greet",
    "lambda-async-failure-kept price",
    "lambda-async-failure-kept send",
    "lambda-permission-scoped links-api",
    "s3-access-logged requests",
    "s3-bucket-encrypted pages",
    "s3-ownership-enforced requests-owner",
    "sfn-tasks-timed invoices",
    "s3-policy-private pages-readers",
    "s3-versioning-enabled pages",
];

describe("the policy pack on programs that know nothing of it", function () {
    this.timeout(240_000);
    let root: string;
    let pack: string;
    let stack: Stack;

    before(async () => {
        const toolchain = await ensureToolchain();
        root = mkdtempSync(join(tmpdir(), "platform-foreign-"));
        cpSync(join(__dirname, "programs"), root, { recursive: true });
        symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"));
        writeFileSync(join(root, "package.json"), JSON.stringify({ name: "foreign", main: "index.ts" }));
        mkdirSync(join(root, "states"));
        mkdirSync(join(repositoryRoot, ".platform"), { recursive: true });
        pack = mkdtempSync(join(repositoryRoot, ".platform", "policies-"));
        buildPolicyPack({ outDir: pack, runtime: toolchain.policyRuntime });
        stack = await LocalWorkspace.createOrSelectStack(
            { stackName: "test", workDir: root },
            {
                pulumiCommand: await PulumiCommand.get({ root: toolchain.root }),
                envVars: {
                    ...toolchain.offlineEnv,
                    PULUMI_BACKEND_URL: pathToFileURL(join(root, "states")).href,
                    PULUMI_CONFIG_PASSPHRASE: "test",
                    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
                },
            },
        );
        await stack.setConfig("aws:region", { value: REGION });
    });

    after(() => {
        for (const folder of [root, pack]) rmSync(folder, { recursive: true, force: true });
    });

    /** Runs the engine and gives what it said in the end, and all violations. */
    async function run(verb: "preview" | "up", options: object): Promise<{ output: string; said: Said }> {
        const provider = new ProviderServer({ rows, functions: new Map(), accountId: ACCOUNT, region: REGION });
        stack.workspace.envVars = {
            ...stack.workspace.envVars,
            PULUMI_DEBUG_PROVIDERS: `aws:${await provider.listen()}`,
        };
        const said = new Set<string>();
        const onEvent = ({ policyEvent }: EngineEvent) => {
            if (policyEvent === undefined || policyEvent.message.includes("Undecided [")) return;
            said.add(`${policyEvent.policyName} ${nameOf(policyEvent.resourceUrn ?? "")}`);
        };
        let output = "";
        try {
            await stack[verb]({ ...options, onEvent, onOutput: (text: string) => (output += text) });
        } catch (error) {
            output += String(error);
        } finally {
            provider.close();
        }
        return { output, said };
    }

    it("finds in the preview what is wrong, and nothing else", async () => {
        const { said, output } = await run("preview", { policyPacks: [pack] });
        assertSays(said, SEEN_BEFORE, output);
    });

    it("finds the rest in the state, by the command and without the program", async () => {
        const { output } = await run("up", {});
        const state = readState(JSON.stringify(await stack.exportStack()), "state.json");
        const { findings } = check([state], { rules, exemptions: [] });
        const of = (verdict: CheckedFinding["verdict"]) =>
            findings.filter((finding) => finding.verdict === verdict).map(({ rule, urn }) => `${rule} ${nameOf(urn)}`);
        assertSays(new Set(of("violation")), SEEN_AFTER, output);
        assert.deepEqual(of("undecided"), []);
    });
});

function assertSays(said: Said, expected: readonly string[], output: string): void {
    const lacks = (line: string) =>
        ![...said].some((each) => (line.endsWith("*") ? each.startsWith(line.slice(0, -1)) : each === line));
    assert.deepEqual(expected.filter(lacks), [], output);
    assert.deepEqual(
        NEVER_SAID.filter((line) => said.has(line)),
        [],
    );
}

function nameOf(urn: string): string {
    return urn.split("::").at(-1) ?? "";
}
