import assert from "node:assert/strict";
import { mock } from "node:test";
import { lambdaContext } from "../testing/events";
import { logger, metrics, observed } from "./observability";

describe("observed", () => {
    let lines: Record<string, any>[];

    /** What the wrapped handler writes, while mocha's own output goes its way. */
    async function linesOf(run: () => Promise<unknown>): Promise<Record<string, any>[]> {
        const written: string[] = [];
        const streams = [process.stdout, process.stderr].map((stream) =>
            mock.method(stream, "write", (text: string) => written.push(text) > 0),
        );
        try {
            await run();
        } finally {
            for (const stream of streams) stream.mock.restore();
        }
        return written
            .flatMap((text) => text.split("\n").filter((line) => line.startsWith("{")))
            .map((line) => JSON.parse(line));
    }

    it("puts the request into log lines and forgets it afterwards", async () => {
        lines = await linesOf(() =>
            observed((event: string) => {
                logger.appendKeys({ orderId: "o" });
                logger.warn("inside");
                return Promise.resolve(event);
            })("e", lambdaContext()),
        );
        const inside = lines.find(({ message }) => message === "inside")!;
        assert.equal(inside.function_request_id, lambdaContext().awsRequestId);
        assert.equal(inside.orderId, "o");
        lines = await linesOf(() => Promise.resolve(logger.warn("after")));
        assert.equal("orderId" in lines[0], false);
    });

    it("returns the handler's answer", async () => {
        assert.equal(await observed((event: number) => Promise.resolve(event + 1))(1, lambdaContext()), 2);
    });

    it("writes the metrics and the error, and fails as the handler failed", async () => {
        const failure = new Error("broken");
        lines = await linesOf(() =>
            assert.rejects(
                observed(() => {
                    metrics.addMetric("Things", "Count", 3);
                    return Promise.reject(failure);
                })({}, lambdaContext()),
                failure,
            ),
        );
        assert.equal(lines.find((line) => "Things" in line)!.Things, 3);
        assert.equal(lines.find(({ level }) => level === "ERROR")!.error.message, "broken");
        assert.equal(metrics.hasStoredMetrics(), false);
    });
});
