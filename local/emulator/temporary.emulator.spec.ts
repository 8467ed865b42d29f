import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import pWaitFor from "p-wait-for";
import { createClients } from "../provider/clients";
import { endpointOf, startTemporaryEmulator } from ".";
import { portIsFree } from "./ports";

describe("the temporary emulator", function () {
    this.timeout(120_000);

    it("is the same one for every caller, and answers its root user", async () => {
        const [first, second] = await Promise.all([startTemporaryEmulator(), startTemporaryEmulator()]);
        assert.equal(first, second);
        const clients = createClients(endpointOf(first.url, "eu-west-1"));
        const { TableNames } = await clients.dynamodb().send(new ListTablesCommand({}));
        assert.ok(TableNames);
    });

    for (const what of ["startTemporaryEmulator", "startTemporaryMoto"])
        it(`ends when its owner is killed (${what})`, async () => {
            const module = join(__dirname, "temporary.ts");
            const program = `require(${JSON.stringify(module)}).${what}().then((e) => { console.log(e.url); setInterval(() => {}, 1000); })`;
            const owner = spawn(process.execPath, ["--require", "tsx/cjs", "-e", program], {
                stdio: ["ignore", "pipe", "inherit"],
            });
            const [line] = (await once(owner.stdout, "data")) as [Buffer];
            const port = Number(new URL(line.toString().trim()).port);
            assert.equal(await portIsFree(port), false);
            owner.kill("SIGKILL");
            await pWaitFor(() => portIsFree(port), { interval: 50, timeout: 20_000 });
        });
});
