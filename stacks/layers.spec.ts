import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { parse } from "yaml";
import { layerContracts } from "./layers";
import { configSchema, parseConfig } from "./shared/config";
import { defineContract, type LayerContract } from "./shared/contract";
import { ROOT_PROJECT, type Layer } from "./shared/layer";
import { exampleSettings } from "./shared/testing/exampleSettings";
import { placeholdersOf } from "./shared/testing/placeholders";
import { installMocks, settled } from "../components/shared/testing/mocks";

const load = createRequire(__filename);
const FOLDERS = fs
    .readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(__dirname, entry.name, "Pulumi.yaml")))
    .map((entry) => entry.name);

describe("layers", () => {
    it("are the folders with a Pulumi.yaml", () => {
        assert.deepEqual(layerContracts.map(({ layer }) => layer).sort(), [...FOLDERS].sort());
    });

    it("have settings of their own, and no settings without a layer", () => {
        const sections = Object.keys(configSchema).filter(
            (section) => !["aws", "pulumi", "platform"].includes(section),
        );
        assert.deepEqual(sections.sort(), [...FOLDERS].sort());
    });

    it("never read in a circle", () => {
        const visit = (contract: (typeof layerContracts)[number], above: readonly string[]): void => {
            assert.ok(!above.includes(contract.layer), [...above, contract.layer].join(" → "));
            for (const read of Object.values(contract.reads)) visit(read, [...above, contract.layer]);
        };
        for (const contract of layerContracts) visit(contract, []);
    });

    it("read only registered contracts", () => {
        for (const { reads } of layerContracts) {
            for (const read of Object.values(reads)) assert.ok(layerContracts.includes(read), read.layer);
        }
    });

    for (const { layer, reads } of layerContracts) {
        it(`${layer}: uses every layer that it reads, since it has to wait for each`, async () => {
            const module = load(`./${layer}/layer`) as Record<string, Layer<LayerContract>>;
            const config = parseConfig(exampleSettings).config!;
            const { region } = config.aws;
            const { pattern: namePattern } = config.pulumi.autonaming;
            const used = new Set<string>();
            const watched = ([name, read]: [string, LayerContract]) => {
                const get = (values: object, output: string): unknown => {
                    used.add(name);
                    return Reflect.get(values, output);
                };
                return [name, new Proxy(placeholdersOf(read), { get: get as ProxyHandler<object>["get"] })];
            };
            const upstream = Object.fromEntries(Object.entries(reads).map(watched)) as Parameters<
                Layer<LayerContract>
            >[0];
            installMocks();
            const own = config[layer as keyof typeof configSchema] as never;
            const shared = { environment: "dev", region, namePattern, platform: config.platform };
            module[`${layer}Layer`](upstream, { ...shared, layer: own });
            await settled();
            assert.deepEqual([...used].sort(), Object.keys(reads).sort());
        });
    }

    for (const folder of FOLDERS) {
        it(`${folder}: runs its own program with the root's configuration`, () => {
            const project = parse(fs.readFileSync(path.join(__dirname, folder, "Pulumi.yaml"), "utf8")) as Record<
                string,
                unknown
            >;
            // Without `main` the host would run the root's program; without `stackConfigDir` the layer would have no settings.
            assert.equal(project.name, `${ROOT_PROJECT}-${folder}`);
            assert.equal(project.main, "index.ts");
            assert.equal(project.stackConfigDir, "../..");
        });
    }

    it("leave package.json without a main, which the host would run in place of a layer", () => {
        const manifest = JSON.parse(fs.readFileSync(path.join(__dirname, "../package.json"), "utf8")) as Record<
            string,
            unknown
        >;
        assert.equal(manifest.main, undefined);
    });
});

describe("defineContract", () => {
    it("fails when a contract is read under another name", () => {
        const data = layerContracts.find(({ layer }) => layer === "data")!;
        assert.throws(
            () => defineContract({ layer: "x", description: "", reads: { storage: data }, publishes: {} }),
            /reads 'data' under the name 'storage'/,
        );
    });
});
