import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { damages } from "../../local/shared/testing/damages";
import { Layer, type Surroundings } from "./layer";
import type { LayerNode } from "./layers";

describe("a layer whose state is in a file backend of the platform's own", () => {
    let states: string;
    let layer: Layer;
    let file: string;

    beforeEach(() => {
        states = mkdtempSync(join(tmpdir(), "platform-layer-"));
        const surroundings = { environment: { name: "dev" }, states } as unknown as Surroundings;
        layer = new Layer(surroundings, { name: "base", project: "platform-base" } as LayerNode, states);
        file = join(states, ".pulumi", "stacks", "platform-base", "dev.json");
    });

    afterEach(() => rmSync(states, { recursive: true, force: true }));

    it("has nothing deployed once its stack is made, and no stack before", async () => {
        assert.equal(await layer.count(), undefined);
        await layer.create();
        assert.equal(await layer.count(), 0);
    });

    for (const [what, damage] of Object.entries(damages))
        it(`names its state when that is ${what}, and what puts it right: who only looks does not`, async () => {
            await layer.create();
            damage(file);
            await assert.rejects(layer.count(), ({ message }: Error) =>
                message.includes(`damaged: ${file}. 'platform up dev'`),
            );
        });

    it("is made elsewhere with what its environment's file says encrypts its secrets", async () => {
        const settings = join(states, "Pulumi.dev.yaml");
        const asked: (readonly string[])[] = [];
        const query = { run: (args: readonly string[]) => Promise.resolve(asked.push(args)) };
        const surroundings = { environment: { name: "dev", file: settings }, query } as unknown as Surroundings;
        const init = ["stack", "init", "dev", "--no-select"];
        const key = "awskms://alias/states?region=eu-west-1";
        for (const text of ["config: {}\n", `secretsprovider: ${key}\nconfig: {}\n`]) {
            writeFileSync(settings, text);
            await new Layer(surroundings, { name: "base" } as LayerNode, states).create();
        }
        assert.deepEqual(asked, [init, [...init, "--secrets-provider", key]]);
    });

    it("does not take a compressed state for none", async () => {
        await layer.create();
        writeFileSync(`${file}.gz`, "");
        await assert.rejects(layer.count(), /dev\.json\.gz is a compressed state/);
    });
});
