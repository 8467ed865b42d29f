/**
 * Prints for each function the bytes of its zip and its code, and how long a fresh Node.js process takes to import it: the part of
 * a cold start that the bundle decides. Run: `npx tsx bench/functions.ts [runs]`.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { unzipSync } from "fflate";
import { bundleFunction } from "../components/compute/bundle";

const FUNCTIONS = path.resolve(__dirname, "../functions");
const RUNS = Number(process.argv[2] ?? 15);

/** What the handlers ask for when they start. */
const ENVIRONMENT = {
    AWS_REGION: "eu-west-1",
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    POWERTOOLS_METRICS_NAMESPACE: "Platform",
    ORDERS_TABLE: "orders",
    IDEMPOTENCY_TABLE: "idempotency",
    ALLOWED_ORIGINS: "https://console.example.com",
    DELIVERY_STREAM: "order-changes",
    CLICKSTREAM: "clickstream",
    FAILURE_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/failures",
};

const names = fs.readdirSync(FUNCTIONS).filter((name) => fs.existsSync(path.join(FUNCTIONS, name, "handler.ts")));
console.table(Object.fromEntries(names.map((name) => [name, measure(name)])));

function measure(name: string): Record<string, number> {
    const bundle = bundleFunction(name);
    const code = unzipSync(fs.readFileSync(bundle.path))["index.js"];
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
    try {
        const file = path.join(folder, "index.js");
        fs.writeFileSync(file, code);
        const times = Array.from({ length: RUNS }, () => importMs(file)).sort((a, b) => a - b);
        return {
            "zip bytes": bundle.bytes,
            "code bytes": code.length,
            "import ms (median)": times[Math.floor(RUNS / 2)],
            "import ms (worst)": times[RUNS - 1],
        };
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

function importMs(file: string): number {
    const program = `const start = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - start)`;
    return Math.round(Number(execFileSync(process.execPath, ["-e", program], { env: ENVIRONMENT })) * 10) / 10;
}
