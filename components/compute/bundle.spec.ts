import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { unzipSync } from "fflate";
import { BUNDLE_HANDLER, bundleFunction, type FunctionBundle } from "./bundle";

const REPOSITORY = path.resolve(__dirname, "../..");

describe("bundleFunction", () => {
    let root: string;

    beforeEach(() => {
        root = fs.mkdtempSync(path.join(os.tmpdir(), "bundle-"));
        fs.mkdirSync(path.join(root, "functions/greet"), { recursive: true });
        fs.writeFileSync(path.join(root, "functions/greet/words.js"), 'exports.hello = (name) => "hello " + name;\n');
        write("hello");
    });

    afterEach(() => fs.rmSync(root, { recursive: true }));

    function write(word: string): void {
        fs.writeFileSync(
            path.join(root, "functions/greet/handler.ts"),
            `import * as words from "./words";\nexport const handler = async (name: string) => words.hello(name) + ", ${word}";\n`,
        );
    }

    it("makes a package whose handler Lambda can load", async () => {
        const bundle = bundleFunction("greet", root);
        const files = unzipSync(fs.readFileSync(bundle.path));
        assert.deepEqual(Object.keys(files), ["index.js"]);
        fs.writeFileSync(path.join(root, "index.js"), files["index.js"]);
        const [module, member] = BUNDLE_HANDLER.split(".");
        const loaded = await import(path.join(root, `${module}.js`));
        assert.equal(await loaded[member]("you"), "hello you, hello");
    });

    it("names the zip by its content and says its size", () => {
        const bundle = bundleFunction("greet", root);
        assert.equal(bundle.path, path.join(root, ".platform/bundles", `greet-${bundle.sha256.slice(0, 12)}.zip`));
        assert.equal(bundle.bytes, fs.statSync(bundle.path).size);
        assert.ok(fs.existsSync(bundle.path.replace(/zip$/, "js.map")));
    });

    it("tells the commands of the AWS SDK that the code refers to, and those it cannot tell apart", () => {
        const client = path.join(root, "node_modules/@aws-sdk/client-sqs");
        fs.mkdirSync(path.join(client, "dist-es/commands"), { recursive: true });
        const commands = ["SendMessage", "ReceiveMessage"];
        for (const command of commands) {
            const file = path.join(client, `dist-es/commands/${command}Command.js`);
            fs.writeFileSync(file, `export class ${command}Command {}\n`);
        }
        const exported = commands.map((command) => `export * from "./commands/${command}Command";\n`).join("");
        fs.writeFileSync(path.join(client, "dist-es/index.js"), exported);
        fs.writeFileSync(path.join(client, "index.js"), `exports.SendMessageCommand = class {};\n`);
        const handler = path.join(root, "functions/greet/handler.ts");
        const import_ = `import { SendMessageCommand } from "@aws-sdk/client-sqs";\n`;
        fs.writeFileSync(handler, `${import_}export const handler = () => new SendMessageCommand();\n`);
        const manifest = { name: "@aws-sdk/client-sqs", main: "index.js", sideEffects: false };
        for (const [more, expected] of [
            [{ module: "dist-es/index.js" }, ["sqs:SendMessage"]],
            [{}, ["sqs:*"]],
        ] as const) {
            fs.writeFileSync(path.join(client, "package.json"), JSON.stringify({ ...manifest, ...more }));
            assert.deepEqual(bundleFunction("greet", root).commands, expected);
        }
    });

    it("keeps what it made before", () => {
        const first = bundleFunction("greet", root);
        const written = fs.statSync(first.path);
        const second = bundleFunction("greet", root);
        assert.deepEqual(second, first);
        assert.equal(fs.statSync(first.path).ino, written.ino);
        assert.equal(fs.readdirSync(path.dirname(first.path)).length, 2);
    });

    it("makes what was cut anew", () => {
        const { path: zip } = bundleFunction("greet", root);
        const whole = fs.readFileSync(zip);
        for (const content of [whole.subarray(0, 100), ""]) {
            fs.writeFileSync(zip, content);
            bundleFunction("greet", root);
            assert.deepEqual(fs.readFileSync(zip), whole);
        }
    });

    it("gives a changed source another hash", () => {
        const before = bundleFunction("greet", root);
        write("goodbye");
        const after = bundleFunction("greet", root);
        assert.notEqual(after.sha256, before.sha256);
        assert.ok(fs.existsSync(before.path));
    });

    it("makes the same bytes in any folder, working directory and time zone", () => {
        const here = bundleFunction("greet", root);
        for (const TZ of ["Pacific/Kiritimati", "America/New_York", "Asia/Kolkata"]) {
            const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), "elsewhere-"));
            try {
                fs.cpSync(path.join(root, "functions"), path.join(elsewhere, "functions"), { recursive: true });
                const there = bundleInChild("greet", elsewhere, TZ);
                assert.equal(there.sha256, here.sha256, TZ);
            } finally {
                fs.rmSync(elsewhere, { recursive: true });
            }
        }
    });

    it("writes no path of this machine into the zip", () => {
        const code = Buffer.from(unzipSync(fs.readFileSync(bundleFunction("greet", root).path))["index.js"]).toString();
        assert.ok(!code.includes(root) && !code.includes(REPOSITORY) && !code.includes(os.homedir() + path.sep));
    });

    it("fails naming the function and the file when there is no handler", () => {
        assert.throws(() => bundleFunction("gret", root), /no function 'gret'.*functions\/gret\/handler\.ts/);
    });

    it("fails with the compiler's message when the handler does not compile", () => {
        fs.writeFileSync(path.join(root, "functions/greet/handler.ts"), 'import "./nowhere";');
        assert.throws(() => bundleFunction("greet", root), /functions\/greet\/handler\.ts:1:7.*Could not resolve/);
    });
});

function bundleInChild(name: string, root: string, TZ: string): FunctionBundle {
    const program = `console.log(JSON.stringify(require(${JSON.stringify(path.join(__dirname, "bundle.ts"))}).bundleFunction(${JSON.stringify(name)}, ${JSON.stringify(root)})))`;
    const output = execFileSync(process.execPath, ["-r", require.resolve("tsx/cjs"), "-e", program], {
        cwd: os.tmpdir(),
        env: { ...process.env, TZ },
        encoding: "utf8",
    });
    return JSON.parse(output) as FunctionBundle;
}
