import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { nodeBinary } from "../../local/shared/paths";
import { loadEnvironment } from "../driver/config";
import { RepositoryCopy } from "../testing/copy";
import type { Created } from ".";

/** One of each kind, by a short name and by the longest that it takes: lines are broken by their length. */
const MADE = [
    ["layer", "reports"],
    ["layer", "averylonglayername123456"],
    ["component", "data/reportStore"],
    ["component", "monitoring/aVeryLongComponentName12"],
    ["function", "exportOrders"],
    ["function", "exportEveryOrderEverMade"],
    ["rule", "sqs-queue-named"],
    ["rule", "kinesis-stream-with-a-very-long-id-named"],
] as const;

interface Ended {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

describe("platform new", function () {
    this.timeout(600_000);
    let root: string;
    let copy: RepositoryCopy;
    const created: Created[] = [];

    const run = (file: string, ...args: readonly string[]): Promise<Ended> =>
        promisify(execFile)(nodeBinary, [join(root, file), ...args], { cwd: root }).then(
            (told) => ({ code: 0, ...told }),
            (error: Ended) => error,
        );
    const platform = (...args: readonly string[]) => run("cli/bin.js", "new", ...args);
    const assertGreen = async (file: string, ...args: readonly string[]) => {
        const { code, stdout, stderr } = await run(join("node_modules", file), ...args);
        assert.equal(code, 0, stdout + stderr);
    };
    const sources = () => [...new Set(created.flatMap(({ made, changed }) => [...made, ...changed]))];

    before(() => {
        copy = RepositoryCopy.make();
        root = copy.root;
    });
    after(() => copy.remove());

    for (const [kind, name] of MADE)
        it(`makes the ${kind} '${name}', and says what is next`, async () => {
            const { code, stdout, stderr } = await platform(kind, name, "--json");
            assert.equal(code, 0, stderr);
            const told = JSON.parse(stdout) as Created;
            assert.ok(told.made.length > 1 && told.next.length > 1, stdout);
            for (const file of told.made) assert.ok(existsSync(join(root, file)), file);
            assert.ok(told.made.some((file) => file.endsWith(".spec.ts")));
            created.push(told);
        });

    it("tells people the same", async () => {
        const { code, stdout } = await platform("layer", "drafts");
        assert.equal(code, 0);
        assert.match(
            stdout,
            /^made {5}stacks\/drafts\/Pulumi\.yaml\n(.*\n)*changed {2}stacks\/layers\.ts\n(.*\n)*Next:\n- /,
        );
    });

    it("makes an environment that is read like any other, and has nothing that only one can have", async () => {
        const { code, stdout, stderr } = await platform("environment", "pr-123", "--json");
        assert.equal(code, 0, stderr);
        assert.deepEqual((JSON.parse(stdout) as Created).made, ["Pulumi.pr-123.yaml", "policies/profiles/pr-123.json"]);
        const { config } = loadEnvironment(root, "pr-123");
        assert.equal(config.integration.ownsApiGatewayAccount, false);
        assert.equal(config.delivery.ownsGitHubProvider, false);
        assert.equal(config.delivery.hasEphemeralRole, false);
        assert.equal(config.platform.deletionProtection, false);
        assert.equal(config.platform.permissionsBoundaryArn, undefined);
        assert.match(readFileSync(join(root, "Pulumi.pr-123.yaml"), "utf8"), /^# A copy of dev: /);
        assert.doesNotMatch(readFileSync(join(root, "Pulumi.pr-123.yaml"), "utf8"), /encryptionsalt/);
    });

    it("gives an environment the boundary that it does not make itself", async () => {
        const arn = "arn:aws:iam::111122223333:policy/delivery/ephemeral-boundary-dev-0123456";
        const { code, stderr } = await platform("environment", "pr-124", "--permissions-boundary", arn);
        assert.equal(code, 0, stderr);
        assert.equal(loadEnvironment(root, "pr-124").config.platform.permissionsBoundaryArn, arn);
    });

    it("leaves all checks green", async () => {
        const files = sources();
        await assertGreen("prettier/bin/prettier.cjs", "--check", ...files);
        await assertGreen("typescript/bin/tsc", "-p", ".", "--incremental", "false");
        await assertGreen("eslint/bin/eslint.js", "--max-warnings=0", ...files.filter((file) => file.endsWith(".ts")));
        await assertGreen("knip/bin/knip.js");
        const folders = ["stacks", "components", "functions", "policies"];
        await assertGreen(
            "dependency-cruiser/bin/dependency-cruise.mjs",
            "--config",
            ".dependency-cruiser.cjs",
            ...folders,
        );
    });

    it("makes specs that pass, and that those about all of a kind accept", async () => {
        const specs = sources().filter((file) => file.endsWith(".spec.ts"));
        await assertGreen(
            "mocha/bin/mocha.js",
            ...specs,
            "stacks/layers.spec.ts",
            "stacks/shared/config.spec.ts",
            "components/shared/componentOutputs.spec.ts",
        );
    });

    for (const [what, args, message] of [
        ["a layer that exists", ["layer", "data"], /^platform: stacks\/data\/Pulumi\.yaml exists already: choose/],
        ["a name that cannot be a layer's", ["layer", "My-Layer"], /'My-Layer' cannot name a layer: that takes lower/],
        ["a layer by a name that is taken", ["layer", "shared"], /'shared' cannot name a layer: it is taken/],
        ["a component without a folder", ["component", "reportStore"], /does not say where.*There are compute, data/],
        [
            "a component that is elsewhere",
            ["component", "compute/userPool"],
            /components\/identity\/userPool\.ts exists/,
        ],
        ["a function of one word", ["function", "export"], /'export' cannot name a function: that takes two words/],
        ["a function that exists", ["function", "placeOrder"], /functions\/placeOrder\/handler\.ts exists already/],
        ["a rule that exists", ["rule", "s3-tls-only"], /policies\/rules\/s3\/tlsOnly\.ts exists already/],
        ["a rule of no service", ["rule", "nope-queue-named"], /There is no service 'nope' in policies\/rules/],
        ["an environment that exists", ["environment", "prod"], /Pulumi\.prod\.yaml exists already: choose/],
        ["a name of which names on AWS cannot be", ["environment", "PR_1"], /'PR_1' cannot name an environment/],
        [
            "a boundary that is none of the account's",
            ["environment", "pr-125", "--permissions-boundary", ""],
            /--permissions-boundary takes the ARN of an account's own policy, not ''.*has it as ephemeralBoundary/,
        ],
        ["a kind that there is not", ["stack", "reports"], /unknown command 'stack'/],
    ] as const)
        it(`refuses ${what}, and makes nothing`, async () => {
            const { code, stdout, stderr } = await platform(...args);
            assert.deepEqual([code, stdout], [2, ""], stderr);
            assert.match(stderr, message);
        });

    it("makes nothing where a file that has to know of it is not as it is expected", async () => {
        const file = join(root, "stacks", "layers.ts");
        const before = readFileSync(file, "utf8");
        writeFileSync(file, before.replace("export const layerContracts", "export const others"));
        const { code, stderr } = await platform("layer", "other");
        writeFileSync(file, before);
        assert.equal(code, 2);
        assert.match(
            stderr,
            /Nothing was made: stacks\/layers\.ts has to know of it, and has no list 'layerContracts'/,
        );
        assert.equal(existsSync(join(root, "stacks", "other")), false);
    });
});
