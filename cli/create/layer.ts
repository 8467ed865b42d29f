import { UsageError } from "../errors";
import { withEntry, withImport, withLine, type Creation } from "./creation";
import { requireName } from "./names";

/** Names that mean something else where layers have theirs. */
const TAKEN = ["shared", "index", "aws", "pulumi", "platform"];

/** A layer that has a key of its own, and publishes it. */
export function newLayer(name: string): Creation {
    requireName("layer", name, /^[a-z][a-z0-9]*$/, "lower-case letters and digits, such as 'reports'");
    if (TAKEN.includes(name)) throw new UsageError(`'${name}' cannot name a layer: it is taken. Choose another name.`);
    const folder = `stacks/${name}`;
    return {
        files: {
            [`${folder}/Pulumi.yaml`]: project(name),
            [`${folder}/contract.ts`]: contract(name),
            [`${folder}/index.ts`]: index(name),
            [`${folder}/layer.ts`]: layer(name),
            [`${folder}/layer.spec.ts`]: spec(name),
        },
        changes: {
            "stacks/layers.ts": (text) =>
                withEntry(
                    withImport(text, `${name}Contract`, `./${name}/contract`),
                    "layerContracts",
                    `${name}Contract`,
                ),
            "stacks/shared/config.ts": (text) => withLine(text, "configSchema", `${name}: z.strictObject({}),`),
        },
        next: [
            `Say in ${folder}/contract.ts and Pulumi.yaml what the layer is for, what it reads and what it publishes; make it in layer.ts.`,
            `Its settings: section '${name}' of stacks/shared/config.ts; each that is required also in stacks/shared/testing/exampleSettings.ts and in every Pulumi.<env>.yaml.`,
            `README.md: its edges in the picture and its line; docs/systems.md: its section.`,
            `npx mocha stacks/layers.spec.ts ${folder}/layer.spec.ts stacks/shared/config.spec.ts cli/docs.spec.ts cli/systems.spec.ts`,
            `npx platform graph, then npx platform rehearse dev --layer ${name}`,
        ],
    };
}

function project(name: string): string {
    return `name: platform-${name}
description: "What the layer holds, in a few words"
runtime: nodejs
main: index.ts
stackConfigDir: ../..
`;
}

function contract(name: string): string {
    return `import { defineContract, value } from "../shared/contract";

/** What the layer is for, in one sentence. */
export const ${name}Contract = defineContract({
    layer: "${name}",
    description: "What the layer holds, in a few words",
    reads: {},
    publishes: {
        keyArn: value(
            "ARN of the KMS key that encrypts what the layer keeps",
            "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000009",
        ),
    },
});
`;
}

function index(name: string): string {
    return `import { runLayer } from "../shared/layer";
import { ${name}Contract } from "./contract";
import { ${name}Layer } from "./layer";

export = runLayer(${name}Contract, ${name}Layer);
`;
}

function layer(name: string): string {
    return `import { makeKey } from "../shared/key";
import type { Layer } from "../shared/layer";
import type { ${name}Contract } from "./contract";

/** Builds the ${name} layer. */
export const ${name}Layer: Layer<typeof ${name}Contract> = (_upstream, config) => {
    const key = makeKey("${name}-data", "What the layer ${name} keeps", config);
    return { keyArn: key.keyArn };
};
`;
}

function spec(name: string): string {
    return `import assert from "node:assert/strict";
import { ${name}Layer } from "./layer";
import { inputsOf, installMocks, settled, valueOf } from "../../components/shared/testing/mocks";
import { sharedConfig } from "../shared/testing/sharedConfig";

const CONFIG: Parameters<typeof ${name}Layer>[1] = { ...sharedConfig, layer: {} };

describe("${name} layer", () => {
    beforeEach(() => installMocks());

    it("has a key of its own, and publishes it", async () => {
        const { keyArn } = ${name}Layer({}, CONFIG);
        await settled();
        const { name } = inputsOf("aws:kms/alias:Alias", "${name}-data-alias");
        assert.equal(name, "alias/platform/dev/${name}-data");
        assert.equal(await valueOf(keyArn), "arn:aws:kms:eu-west-1:111122223333:key/${name}-data");
    });
});
`;
}
