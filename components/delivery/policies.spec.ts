import assert from "node:assert/strict";
import { ADDITIONS } from "./additions";
import { facts } from "./facts";
import { narrow } from "./narrowing";
import { needsOf } from "./needs";
import { policiesFor, policiesOf, type Purpose } from "./policies";
import { namesOf, ofRequests, type Surroundings } from "./scopes";
import { documentOf, POLICY_LETTERS, statementsOf, type DeploymentStatement } from "./statements";
import { TRAIL } from "./trail";
import { WITHHELD } from "./withheld";

/** The longest names that there are. */
const ENVIRONMENT = "twenty-letters-of-it";
const HERE: Surroundings = {
    partition: "aws-us-gov",
    region: "ap-southeast-1",
    accountId: "111122223333",
    environment: ENVIRONMENT,
    names: `*-${ENVIRONMENT}-???????`,
    project: "platform",
    boundaryArn: `arn:aws-us-gov:iam::111122223333:policy/boundary-${ENVIRONMENT}-0000000`,
};
const STORE = {
    bucketArn: `arn:aws-us-gov:s3:::state-${ENVIRONMENT}-0000000`,
    keyArn: "arn:aws-us-gov:kms:ap-southeast-1:111122223333:key/00000000-0000-4000-8000-000000000001",
    aliasArn: `arn:aws-us-gov:kms:ap-southeast-1:111122223333:alias/platform/${ENVIRONMENT}/state`,
};
const DISPOSABLE = { isDisposable: true };
/** Managed policies that a role may have (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const POLICIES_OF_ROLE = 10;

const EPHEMERAL_BOUNDARY = `arn:aws-us-gov:iam::111122223333:policy/delivery/ephemeral-boundary-${ENVIRONMENT}-0000000`;
const REQUESTS_HERE = ofRequests(HERE, "${name}-${stack}-${hex(7)}", EPHEMERAL_BOUNDARY);

const policies = (purpose: Purpose) =>
    policiesOf(purpose, DISPOSABLE, purpose === "ephemeral" ? REQUESTS_HERE : HERE, STORE);
const allowed = (statements: Iterable<readonly DeploymentStatement[]>) =>
    [...statements].flat().filter(({ effect }) => effect === "Allow");
const actionsOf = (purpose: Purpose) => allowed(policies(purpose).values()).flatMap(({ actions }) => actions);
const ec2 = (type: string) => `arn:aws-us-gov:ec2:ap-southeast-1:111122223333:${type}/*`;
const tag = (of: "Request" | "Resource") => ({ [`aws:${of}Tag/environment`]: ENVIRONMENT });

describe("the policies of the roles that deploy", () => {
    for (const purpose of ["deploy", "preview", "trail", "ephemeral"] as const) {
        it(`fit into IAM's limits, with the longest names, and are the same each time: ${purpose}`, () => {
            const written = [...policies(purpose)].map(([name, statements]) => documentOf(name, statements));
            assert.ok(written.length <= POLICIES_OF_ROLE);
            for (const text of written) assert.ok(text.length <= POLICY_LETTERS);
            assert.deepEqual(
                written,
                [...policies(purpose)].map(([name, statements]) => documentOf(name, statements)),
            );
            assert.deepEqual([...policies(purpose).keys()], policiesFor(purpose));
        });
    }

    it("are refused where one is too long, with the way out", () => {
        const [statement] = policies("preview").get("state")!;
        const long = { ...statement, resources: ["a".repeat(POLICY_LETTERS)] };
        assert.throws(() => documentOf("data", [long]), /policy 'data' has \d+ letters, IAM takes 6144: move one/);
    });

    it("stay as they are when a service of another policy comes", () => {
        const needs = needsOf(DISPOSABLE);
        const fewer = new Map([...needs].filter(([action]) => !action.startsWith("sqs:")));
        for (const name of ["read-base", "network", "access", "data", "functions"])
            assert.deepEqual(statementsOf(name, fewer, HERE), statementsOf(name, needs, HERE));
    });

    it("let a preview read settings, and change nothing", () => {
        const changing = actionsOf("preview").filter((action) => !/:(Get|List|Describe|GET$)/.test(action));
        assert.deepEqual(changing, ["kms:Decrypt"], "of states only");
    });

    it("let who deploys and who previews read no data, and who follows an order its places only", () => {
        const data =
            /^(dynamodb:((Batch)?GetItem|Query|Scan)|s3:GetObject|secretsmanager:|kinesis:GetRecords|sqs:Receive|logs:(GetLog|Filter|StartQuery))/;
        const readBy = (purpose: Purpose) =>
            allowed(policies(purpose).values())
                .filter(({ actions }) => actions.some((each) => data.test(each)))
                .flatMap(({ resources }) => resources);
        const states = `${STORE.bucketArn}/.pulumi/*`;
        assert.deepEqual([readBy("deploy"), readBy("preview")], [[states], [states]]);
        const own = `${ENVIRONMENT}-???????`;
        const group = `arn:aws-us-gov:logs:ap-southeast-1:111122223333:log-group:deliver-order-changes-logs-${own}`;
        assert.deepEqual(readBy("trail"), [
            `arn:aws-us-gov:dynamodb:ap-southeast-1:111122223333:table/orders-${own}`,
            group,
            `${group}:*`,
            `arn:aws-us-gov:s3:::lake-${own}`,
            `arn:aws-us-gov:s3:::lake-${own}/*`,
            states,
        ]);
    });

    it("let who deploys write no policies of resources but of the kinds that layers make", () => {
        const isOfResources =
            /:(Put|Set|Add|Update|Delete|Remove)[A-Za-z]*(ResourcePolicy|BucketPolicy|KeyPolicy|ApiPolicy|Permission|Acl)$/;
        for (const purpose of ["deploy", "ephemeral"] as const)
            assert.deepEqual([...new Set(actionsOf(purpose).filter((action) => isOfResources.test(action)))].sort(), [
                "kms:PutKeyPolicy",
                "lambda:AddPermission",
                "lambda:RemovePermission",
                "s3:DeleteBucketPolicy",
                "s3:PutBucketPolicy",
            ]);
    });

    it("let who follows an order change nothing but who places it", () => {
        assert.deepEqual(
            actionsOf("trail").filter((action) => !/:(Get|List|Filter|Decrypt$)/.test(action)),
            ["cognito-idp:AdminCreateUser", "cognito-idp:AdminDeleteUser", "cognito-idp:AdminSetUserPassword"],
        );
    });

    it("are about the environment: a name, a tag, the region, or a condition on every statement", () => {
        for (const statement of ["deploy", "trail"].flatMap((each) => allowed(policies(each as Purpose).values()))) {
            const text = JSON.stringify([statement.resources, statement.conditions ?? {}]);
            const isLimited = text.includes(ENVIRONMENT) || text.includes('"aws:RequestedRegion"');
            assert.ok(isLimited || OF_THE_ACCOUNT.some((part) => text.includes(part)) || isListing(statement), text);
        }
    });

    it("make roles with the boundary only, and attach AWS's own policy for logs only", () => {
        const bounded = { StringEquals: { "iam:PermissionsBoundary": HERE.boundaryArn } };
        for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"])
            assert.deepEqual(
                narrow(action, [], HERE).map(({ conditions }) => conditions),
                [bounded],
            );
        const [attach] = narrow("iam:AttachRolePolicy", [], HERE);
        assert.match(JSON.stringify(attach.conditions?.ArnEquals), /AmazonAPIGatewayPushToCloudWatchLogs/);
        for (const never of ["iam:CreatePolicyVersion", "iam:DeleteRolePermissionsBoundary", "iam:AttachUserPolicy"])
            assert.equal(actionsOf("deploy").includes(never), false, never);
    });

    it("pass a role to the services that types name", () => {
        const passes = allowed(policies("deploy").values()).filter(({ actions }) => actions.includes("iam:PassRole"));
        assert.deepEqual(
            passes.map(({ conditions }) => conditions?.StringEquals?.["iam:PassedToService"]),
            [
                [
                    "apigateway.amazonaws.com",
                    "firehose.amazonaws.com",
                    "lambda.amazonaws.com",
                    "vpc-flow-logs.amazonaws.com",
                ],
            ],
        );
    });

    it("compare names and tags by the pattern of requests, and are about nothing else, where these are made", () => {
        const statements = allowed(policies("ephemeral").values());
        const text = JSON.stringify(statements);
        assert.equal(
            text.replaceAll(STORE.bucketArn, "").replaceAll(EPHEMERAL_BOUNDARY, "").includes(ENVIRONMENT),
            false,
        );
        assert.ok(text.includes(":table/*-pr-*-???????") && text.includes(":alias/platform/pr-*/*"));
        for (const { conditions = {} } of statements)
            for (const [operator, keys] of Object.entries(conditions))
                for (const [key, value] of Object.entries(keys))
                    if (/Tag\//.test(key) && operator !== "Null") assert.deepEqual([operator.replace("IfExists", ""), value], ["StringLike", "pr-*"]); // prettier-ignore
        for (const statement of statements) {
            const told = JSON.stringify([statement.resources, statement.conditions ?? {}]);
            const isLimited =
                told.includes("pr-*") || told.includes('"aws:RequestedRegion"') || told.includes("/.pulumi/");
            assert.ok(isLimited || OF_THE_ACCOUNT.some((part) => told.includes(part)) || isListing(statement) || statement.resources[0] === STORE.bucketArn, told); // prettier-ignore
        }
    });

    it("leave to another environment what an account has once, where environments of requests are made", () => {
        const actions = actionsOf("ephemeral");
        assert.equal(actions.includes("iam:GetPolicy"), false);
        const settings = allowed(policies("ephemeral").values()).filter(({ resources }) =>
            resources.some((each) => each.endsWith("::/account")),
        );
        assert.deepEqual(
            settings.flatMap((each) => each.actions),
            ["apigateway:GET"],
        );
        const passed = JSON.stringify(policies("ephemeral").get("access"));
        assert.equal(passed.includes("apigateway.amazonaws.com"), false);
        assert.ok(actionsOf("deploy").includes("iam:GetPolicy"));
    });

    it("make in a network of the environment what has its tag", () => {
        assert.deepEqual(narrow("ec2:CreateSubnet", [], HERE), [
            { resources: [ec2("vpc")], conditions: { StringEquals: tag("Resource") } },
            { resources: [ec2("subnet")], conditions: { StringEquals: tag("Request") } },
        ]);
        assert.deepEqual(narrow("ec2:DescribeVpcs", [], HERE), [
            { resources: ["*"], conditions: { StringEquals: { "aws:RequestedRegion": "ap-southeast-1" } } },
        ]);
    });

    it("give first tags only to what has none, or while it is made", () => {
        const [own, making, untagged] = narrow("ec2:CreateTags", [], HERE);
        assert.deepEqual(own.conditions, { StringEquals: tag("Resource"), StringEqualsIfExists: tag("Request") });
        assert.ok(making.conditions?.StringEquals?.["ec2:CreateAction"]?.includes("CreateVpc"));
        assert.deepEqual(untagged.resources, [ec2("security-group")]);
        assert.deepEqual(untagged.conditions?.Null, { "aws:ResourceTag/environment": "true" });
    });

    it("refuse what would change the roles, the boundary or the place of the states", () => {
        const denied = policies("deploy").get("guard")!;
        const of = (resource: string) =>
            denied.filter(({ resources }) => resources.includes(resource)).flatMap(({ actions }) => actions);
        assert.ok(denied.every(({ effect }) => effect === "Deny"));
        assert.ok(of("arn:aws-us-gov:iam::111122223333:role/delivery/*").includes("iam:PutRolePolicy"));
        assert.ok(of(HERE.boundaryArn).includes("iam:CreatePolicyVersion"));
        assert.ok(of(STORE.bucketArn).includes("s3:PutBucketPolicy"));
        assert.ok(of(STORE.keyArn).includes("kms:ScheduleKeyDeletion"));
        assert.ok(of(STORE.aliasArn).includes("kms:UpdateAlias"));
        assert.equal(of(STORE.keyArn).includes("kms:Decrypt"), false, "states have to be read");
    });

    it("empty buckets only where data may go", () => {
        const deletes = (isDisposable: boolean) => needsOf({ isDisposable }).has("s3:DeleteObject");
        assert.deepEqual([deletes(true), deletes(false)], [true, false]);
    });

    it("say what is to be done about actions of which nothing is known", () => {
        assert.throws(() => narrow("sqs:Fly", [], HERE), /Nothing is known of sqs:Fly\. Run 'npm run facts'\./);
        assert.throws(
            () => narrow("s3tables:CreateTable", [], HERE),
            /scopes\.ts does not have: add them, or withhold/,
        );
        const unplaced = new Map([["ecs:CreateCluster", []]]);
        assert.throws(() => statementsOf("data", unplaced, HERE), /ecs:CreateCluster is in no policy: .* has 'ecs'/);
    });

    it("add and withhold for types that there are, and what a handler takes", () => {
        const types = Object.keys(facts.types);
        const taken = Object.values(facts.handlers).flatMap((handlers) => Object.values(handlers).flat());
        const matches = (pattern: string, action: string) =>
            new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action);
        assert.deepEqual(
            [...Object.keys(ADDITIONS), ...TRAIL.map(({ type }) => type)].filter((type) => !types.includes(type)),
            [],
        );
        for (const { actions, types: of = [] } of WITHHELD) {
            assert.deepEqual(
                of.filter((type) => !types.includes(type)),
                [],
            );
            const idle = actions.filter((pattern) => !taken.some((action) => matches(pattern, action)));
            assert.deepEqual(idle, [], "withheld although no handler takes it");
        }
    });

    it("know the environment's names by the pattern that makes them", () => {
        assert.equal(namesOf("${name}-${stack}-${hex(7)}", "dev"), "*-dev-???????");
        assert.equal(namesOf("x-${project}-${name}-${stack}-${hex(4)}", "dev"), "x-*-*-dev-????");
    });
});

/** What AWS has once for an account, or names without the environment. */
const OF_THE_ACCOUNT = [":servicequotas:", STORE.keyArn, ":role/aws-service-role/", "::/account"];

/** Lists of what there is in IAM and S3, which ask for no region. */
function isListing({ actions }: DeploymentStatement): boolean {
    return actions.every((action) => /^(iam|s3):List(Roles|Policies|AllMyBuckets)$/.test(action));
}
