import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors";
import type { Creation } from "./creation";
import { capitalized, requireName } from "./names";

/** A component with one child, in whose place comes what the component is for. */
export function newComponent(path: string, root: string): Creation {
    const [folder = "", name = "", ...others] = path.split("/");
    const folders = readdirSync(join(root, "components")).filter((each) => each !== "shared");
    if (!folders.includes(folder) || name === "" || others.length > 0)
        throw new UsageError(
            `'${path}' does not say where the component goes: give its folder, too, as in '${folders[0]}/reportStore'. There are ${folders.join(", ")}.`,
        );
    requireName("component", name, /^[a-z][a-zA-Z0-9]*$/, "letters and digits, the first lower-case");
    const elsewhere = folders.find((each) => existsSync(join(root, "components", each, `${name}.ts`)));
    if (elsewhere !== undefined)
        throw new UsageError(`components/${elsewhere}/${name}.ts exists already: choose another name.`);
    const file = `components/${folder}/${name}`;
    return {
        files: {
            [`${file}.ts`]: component(folder, capitalized(name)),
            [`${file}.spec.ts`]: spec(name, capitalized(name)),
        },
        changes: {},
        next: [
            `Put in ${file}.ts what the component is for in place of the log group; refuse in a function of the file what AWS would refuse.`,
            `Permissions that it gives: verbs in a file of their own, see 'Add a component' in CONTRIBUTING.md.`,
            `components/${folder}/README.md: its default settings and why each; docs/systems.md: the system that it serves.`,
            `policies/overrides.spec.ts: what it is with one secure default switched off, and the rule that finds it.`,
            `npx mocha ${file}.spec.ts "components/shared/*.spec.ts" policies/overrides.spec.ts cli/systems.spec.ts`,
        ],
    };
}

function component(folder: string, type: string): string {
    return `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../shared/transform";

/** Arguments for {@link ${type}}. */
export interface ${type}Args {
    /** ARN of the KMS key that encrypts the events; it has to admit CloudWatch Logs (\`logGroupsUse\`). */
    readonly keyArn: pulumi.Input<string>;
    /** Days that events are kept; one of CloudWatch Logs' values. @default 14 */
    readonly retentionDays?: number;
    /** The last word on each child. @default - none */
    readonly transform?: { readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs> };
}

/**
 * What it is for, in one sentence.
 *
 * Creates: \`<name>\` (log group).
 *
 * @example
 * new ${type}("example", { keyArn });
 */
export class ${type} extends pulumi.ComponentResource {
    public readonly logGroupName: pulumi.Output<string>;

    constructor(name: string, args: ${type}Args, opts?: pulumi.ComponentResourceOptions) {
        super("platform:${folder}:${type}", name, args, opts);
        const logGroup = new aws.cloudwatch.LogGroup(
            ...transformed(
                args.transform?.logGroup,
                name,
                { retentionInDays: args.retentionDays ?? 14, kmsKeyId: args.keyArn },
                { parent: this },
            ),
        );
        this.logGroupName = logGroup.name;
        this.registerOutputs({ logGroupName: this.logGroupName });
    }
}
`;
}

function spec(name: string, type: string): string {
    return `import assert from "node:assert/strict";
import { ${type} } from "./${name}";
import { assertOwnsChildren } from "../shared/testing/children";
import { inputsOf, installMocks, settled, valueOf } from "../shared/testing/mocks";

const ARGS = { keyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs" };

describe("${type}", () => {
    beforeEach(() => installMocks());

    it("keeps events for two weeks, under the key that it is given", async () => {
        const { logGroupName } = new ${type}("example", ARGS);
        await settled();
        assert.deepEqual(inputsOf("aws:cloudwatch/logGroup:LogGroup", "example"), {
            retentionInDays: 14,
            kmsKeyId: ARGS.keyArn,
        });
        assert.equal(await valueOf(logGroupName), "example");
    });

    it("owns its children and lets each be transformed", () =>
        assertOwnsChildren((opts, transform) => new ${type}("example", { ...ARGS, transform }, opts)));
});
`;
}
