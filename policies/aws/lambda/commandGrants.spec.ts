import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { bundleFunction } from "../../../components/compute/bundle";
import { policyResources, type StateResource } from "../../framework/evaluate";
import { StackView } from "../../framework/stack";
import { functionRoles } from "../iam/functionRoles";
import { platformStates } from "../../testing/platform";
import { commandFaults, type GrantException } from "./commandGrants";
import { actionsOf } from "./commands";

const CLIENTS = join(__dirname, "../../../node_modules/@aws-sdk");
const FUNCTION = "aws:lambda/function:Function";
/** Not in the reference of actions yet. */
const NEW_COMMANDS = new Set(["StartBulkPutItems"]);

/** Grants of the platform's functions that no command of their code asks for. */
const EXCEPTIONS: readonly GrantException[] = [];

function viewOf(resources: readonly StateResource[]): StackView {
    return new StackView(policyResources(resources), new Map(resources.map(({ urn, inputs }) => [urn, inputs])));
}

/** The commands in the code of a function that was made of one of the repository's bundles. */
function commandsOf(name: string, { path = "" }: { readonly path?: string }): readonly string[] {
    const [, bundled] = /^(.+)-[0-9a-f]{12}\.zip$/.exec(basename(path)) ?? [];
    if (bundled === undefined) throw new Error(`The code of '${name}' is no bundle of functions/: ${path}.`);
    return bundleFunction(bundled).commands;
}

describe("grants of the platform's functions", function () {
    this.timeout(120_000);

    for (const environment of ["dev", "prod"]) {
        it(`are what the commands of their code ask for, no fewer and no more, in '${environment}'`, async () => {
            const view = viewOf((await platformStates(environment)).flatMap(({ resources }) => resources));
            const roles = functionRoles(view);
            assert.equal(roles.length, view.ofType(FUNCTION).length, "each function has a role of the platform");
            assert.ok(roles.length > 0);
            const faults = roles.flatMap((role) =>
                commandFaults(
                    role,
                    role.sharing.flatMap(({ name, props }) => commandsOf(name, props.code as { path?: string })),
                    EXCEPTIONS,
                ),
            );
            assert.deepEqual(faults, []);
        });
    }
});

describe("grants and commands", () => {
    const ROLE = "arn:aws:iam::111122223333:role/worker";
    const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
    const resource = (type: string, name: string, inputs: object, outputs: object = {}): StateResource => ({
        type,
        name,
        urn: `urn:pulumi:dev::test::${type}::${name}`,
        inputs: { ...inputs },
        outputs: { ...inputs, ...outputs },
        propertyDependencies: {},
    });
    const faultsOf = (
        commands: readonly string[],
        statements: readonly object[],
        exceptions?: GrantException[],
        variables: Readonly<Record<string, string>> = {},
    ) => {
        const view = viewOf([
            resource("aws:iam/role:Role", "worker", {}, { arn: ROLE, name: "worker" }),
            resource(
                FUNCTION,
                "work",
                { role: ROLE, tracingConfig: { mode: "Active" }, environment: { variables } },
                { name: "work" },
            ),
            resource("aws:iam/rolePolicy:RolePolicy", "grants", {
                role: "worker",
                policy: JSON.stringify({ Statement: statements }),
            }),
        ]);
        return functionRoles(view).flatMap((role) => commandFaults(role, commands, exceptions));
    };
    const allow = (Action: unknown, Resource: unknown = TABLE, more: object = {}) => ({
        Effect: "Allow",
        Action,
        Resource,
        ...more,
    });

    it("name function, command and action where a grant is missing", () => {
        assert.deepEqual(faultsOf(["dynamodb:GetItem", "sqs:SendMessageBatch"], [allow("dynamodb:GetItem")]), [
            "'work' calls sqs:SendMessageBatch without a grant of sqs:SendMessage.",
        ]);
        const denied = [allow("dynamodb:*Item"), { ...allow("dynamodb:GetItem", "*"), Effect: "Deny" }];
        assert.match(faultsOf(["dynamodb:GetItem"], denied)[0] ?? "", /calls dynamodb:GetItem without a grant/);
    });

    it("are on a resource that a variable of the function names, if any of the service is named", () => {
        const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders";
        const url = { QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders" };
        const faults = (variables: Readonly<Record<string, string>>, ...statements: readonly object[]) =>
            faultsOf(["sqs:SendMessage"], statements, [], variables);
        assert.deepEqual(faults(url, allow("sqs:SendMessage", QUEUE)), []);
        assert.deepEqual(faults({ TABLE }, allow("sqs:SendMessage", `${QUEUE}-2`)), []);
        assert.deepEqual(faults({ ...url, OTHER: `${QUEUE}-2` }, allow("sqs:SendMessage", `${QUEUE}-2`)), []);
        assert.deepEqual(faults(url, allow("sqs:SendMessage", `${QUEUE}-2`)), [
            `'work' calls sqs:SendMessage without a grant of sqs:SendMessage on '${QUEUE}'.`,
        ]);
        const LAKE = "arn:aws:s3:::lake";
        const read = (resource: string) => faultsOf(["s3:GetObject"], [allow("s3:GetObject", resource)], [], { LAKE });
        assert.deepEqual(read(`${LAKE}/*`), []);
        assert.equal(read(`${LAKE}-2/*`).length, 1);
    });

    it("name the action where a grant is used by nothing, each one that a wildcard reaches", () => {
        assert.deepEqual(faultsOf(["dynamodb:GetItem"], [allow(["dynamodb:GetItem", "dynamodb:Qu*"])]), [
            "'work' is granted dynamodb:Query, which nothing of its code uses.",
        ]);
    });

    it("leave to the function's connections what only these need", () => {
        const viaDynamo = { Condition: { StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" } } };
        assert.deepEqual(
            faultsOf(
                ["dynamodb:DescribeEndpoints"],
                [
                    allow(["logs:CreateLogStream", "logs:PutLogEvents"], "*"),
                    allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
                    allow("kms:Decrypt", "*", viaDynamo),
                ],
            ),
            [],
        );
        assert.equal(faultsOf([], [allow("kms:Decrypt", "*")]).length, 1);
    });

    it("are excepted with a reason, as long as it is needed", () => {
        const exception = { function: "work", action: "dynamodb:Query", reason: "A layer of the function calls it." };
        assert.deepEqual(faultsOf([], [allow("dynamodb:Query")], [exception]), []);
        assert.deepEqual(faultsOf([], [], [exception]), ["'work' needs no exception for dynamodb:Query any more."]);
    });

    it("are not taken for right where a command is not known", () => {
        for (const command of ["dynamodb:Nonsense", "dynamodb:*", "aws-sdk:*"])
            assert.match(
                faultsOf([command], [])[0] ?? "",
                new RegExp(`calls ${command.replace("*", "\\*")}, whose action is not known`),
            );
    });

    it("of one item and of many are the same use, unless the many do more", () => {
        assert.deepEqual(faultsOf(["dynamodb:GetItem"], [allow(["dynamodb:GetItem", "dynamodb:BatchGetItem"])]), []);
        assert.equal(
            faultsOf(["dynamodb:PutItem"], [allow(["dynamodb:PutItem", "dynamodb:BatchWriteItem"])]).length,
            1,
        );
    });

    it("are told by the action that AWS checks, which exists for every command of the clients for data", () => {
        assert.deepEqual(actionsOf("s3:HeadObject"), [["s3:GetObject"]]);
        assert.deepEqual(actionsOf("eventbridge:PutEvents"), [["events:PutEvents"]]);
        assert.deepEqual(actionsOf("secrets-manager:GetSecretValue"), [["secretsmanager:GetSecretValue"]]);
        assert.deepEqual(actionsOf("cloudwatch-logs:StartQuery"), [["logs:StartQuery"]]);
        for (const [client, data] of Object.entries({
            dynamodb: /Item|Query|Scan|Statement|Transact/,
            "dynamodb-streams": /./,
            firehose: /./,
            kinesis: /./,
            s3: /(Object|Objects|ObjectsV2|Upload|UploadPart|Parts|PartCopy)$/,
            sns: /./,
            sqs: /./,
        })) {
            const commands = readdirSync(join(CLIENTS, `client-${client}/dist-es/commands`))
                .flatMap((file) => /^(\w+)Command\.js$/.exec(file)?.[1] ?? [])
                .filter((command) => data.test(command) && !NEW_COMMANDS.has(command));
            assert.ok(commands.length > 0, client);
            const unknown = commands.filter((command) => actionsOf(`${client}:${command}`) === undefined);
            assert.deepEqual(unknown, [], client);
        }
    });
});
