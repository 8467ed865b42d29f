import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import * as ts from "typescript";
import { rules } from "./rules";
import { exampleProgram } from "./testing/exampleNames";

const FILE = join(__dirname, "examples.generated.ts");

/** What the compiler says about a program in this folder, which is never written. */
function compile(program: string): string[] {
    const configFile = join(__dirname, "../tsconfig.json");
    const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as { config: object };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile));
    const files = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
        ...files,
        readFile: (file) => (file === FILE ? program : files.readFile(file)),
        fileExists: (file) => file === FILE || files.fileExists(file),
        getSourceFile: (file, ...rest) =>
            file === FILE
                ? ts.createSourceFile(file, program, ts.ScriptTarget.Latest)
                : files.getSourceFile(file, ...rest),
    };
    const made = ts.createProgram({
        rootNames: [FILE],
        options: { ...options, noEmit: true, incremental: false, noUnusedLocals: false },
        host,
    });
    return ts.getPreEmitDiagnostics(made).map(({ messageText, start = 0 }) => {
        const line = program.slice(0, start).split("\n").length;
        return `${ts.flattenDiagnosticMessageText(messageText, "\n")}\n    ${program.split("\n")[line - 1] ?? ""}`;
    });
}

describe("examples of rules", function () {
    this.timeout(300_000);

    it("compile, unlike one with an argument that does not exist", () => {
        const examples = rules.flatMap(({ examples: { aws, component = "" } }) => [aws, component]);
        const wrong = 'new aws.sqs.Queue("orders", { kmsKey: key.arn });';
        const [found, ...others] = compile(exampleProgram([...examples, wrong]));
        assert.match(found ?? "", /'kmsKey' does not exist/);
        assert.deepEqual(others, []);
    });
});
