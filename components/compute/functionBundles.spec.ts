import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { unzipSync } from "fflate";
import { bundleFunction } from "./bundle";

const REPOSITORY = path.resolve(__dirname, "../..");
/** Bytes of code: Lambda reads and compiles them in every cold start. */
const MAX_CODE_BYTES = 800_000;

const ENVIRONMENT: Record<string, string> = {
    AWS_REGION: "eu-west-1",
    ORDERS_TABLE: "orders",
    IDEMPOTENCY_TABLE: "idempotency",
    ALLOWED_ORIGINS: "https://console.example.com",
    DELIVERY_STREAM: "order-changes",
    CLICKSTREAM: "clickstream",
    FAILURE_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
};
/** As in Lambda, with nobody listening where the daemon of X-Ray would be. */
const TRACED: Record<string, string> = {
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: "function-0000000",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    LAMBDA_TASK_ROOT: "/var/task",
    _X_AMZN_TRACE_ID: "Root=1-65a1b2c3-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2",
};

/** An event that each function answers without AWS, and the answer. */
const CALLS: Record<string, { readonly event: object; readonly answer: RegExp }> = {
    placeOrder: { event: { headers: {}, requestContext: { requestId: "r" } }, answer: /"statusCode":401/ },
    readOrder: { event: { headers: {}, requestContext: { requestId: "r" } }, answer: /"statusCode":401/ },
    deliverOrderChanges: { event: { Records: [] }, answer: /\{"batchItemFailures":\[\]\}/ },
    deliverEvents: { event: { Records: [] }, answer: /\{"batchItemFailures":\[\]\}/ },
    collectEvents: { event: { headers: {}, requestContext: { requestId: "r" } }, answer: /"statusCode":401/ },
    transformOrderChange: {
        event: { records: [{ recordId: "1", data: "" }] },
        answer: /"recordId":"1","result":"ProcessingFailed"/,
    },
};

describe("bundles of the functions", () => {
    const folders = fs
        .readdirSync(path.join(REPOSITORY, "functions"))
        .filter((name) => fs.existsSync(path.join(REPOSITORY, "functions", name, "handler.ts")));

    it("are all tried here", () => assert.deepEqual(folders.sort(), Object.keys(CALLS).sort()));

    for (const name of folders) {
        describe(name, () => {
            let code: string;
            let folder: string;

            before(() => {
                code = Buffer.from(unzipSync(fs.readFileSync(bundleFunction(name).path))["index.js"]).toString();
                folder = fs.mkdtempSync(path.join(os.tmpdir(), "function-"));
                fs.writeFileSync(path.join(folder, "index.js"), code);
            });
            after(() => fs.rmSync(folder, { recursive: true }));

            /** Calls the handler in a process that has the bundle, an environment and nothing else. */
            function call(environment: Record<string, string>) {
                const context = { functionName: name, awsRequestId: "r" };
                const program = `
                    const { handler } = require("./index.js");
                    handler(${JSON.stringify(CALLS[name].event)}, { ...${JSON.stringify(context)}, getRemainingTimeInMillis: () => 9000 })
                        .then((answer) => console.log(JSON.stringify(answer)));`;
                return spawnSync(process.execPath, ["-e", program], {
                    cwd: folder,
                    env: environment,
                    encoding: "utf8",
                });
            }

            it("is small", () => assert.ok(code.length <= MAX_CODE_BYTES, `${code.length} bytes`));

            it("names no path of this machine", () => {
                assert.ok(!code.includes(REPOSITORY) && !code.includes(os.homedir() + path.sep));
            });

            it("carries no schema that only the deployment needs", () => assert.ok(!code.includes("draft-04")));

            const inLambda = { ...ENVIRONMENT, ...TRACED };
            for (const [title, environment] of [
                ["in Lambda, without an X-Ray daemon", inLambda],
                ["outside Lambda", ENVIRONMENT],
            ] as const) {
                it(`answers ${title}`, () => {
                    const { status, stdout, stderr } = call(environment);
                    assert.equal(status, 0, stderr);
                    assert.match(stdout, CALLS[name].answer);
                    assert.doesNotMatch(stdout + stderr, /context|segment|Missing/i);
                });
            }

            it("counts apart from the function of the same service in another environment of the account", () => {
                const lines = call(inLambda).stdout.split("\n");
                const { function_name, _aws } = JSON.parse(lines.find((line) => line.includes('"ColdStart":1'))!);
                assert.equal(function_name, "function-0000000");
                assert.deepEqual(_aws.CloudWatchMetrics[0].Dimensions, [["service", "function_name"]]);
            });
        });
    }
});
