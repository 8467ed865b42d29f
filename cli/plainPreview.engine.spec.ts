import assert from "node:assert/strict";
import { loadBlueprint } from "./driver/blueprint";
import { openTarget, type Target } from "./driver/target";
import { EngineError } from "./driver/engineCommand";

describe("Pulumi's own preview", function () {
    this.timeout(120_000);
    let target: Target;
    before(async () => {
        target = await openTarget(loadBlueprint("dev"), { rehearsal: true });
    });
    after(() => target.close());

    for (const layer of ["data", "index"])
        it(`says before anything exists what '${layer}' lacks, and which command previews all the same`, async () => {
            await target.layer(layer).create();
            const preview = target.query.run(["preview", "-s", "dev"], target.layer(layer).folder, target.variables);
            await assert.rejects(preview, (error) => {
                assert.ok(error instanceof EngineError);
                assert.match(
                    error.output,
                    /Layer 'foundation' does not publish 'network', .* in 'dev' yet, which is read here\./,
                );
                assert.match(
                    error.output,
                    /'npx platform preview dev' previews all layers.*'npx platform up dev --layer foundation'/,
                );
                return true;
            });
        });
});
