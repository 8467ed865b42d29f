import { mock } from "node:test";
import { metrics } from "../shared/observability";

/** Records metrics for each test of the `describe` block that calls it: values by name, in order. */
export function recordedMetrics(): () => Record<string, number[]> {
    let values: Record<string, number[]> = {};
    beforeEach(() => {
        values = {};
        mock.method(metrics, "addMetric", (name: string, _unit: string, value: number) => {
            (values[name] ??= []).push(value);
        });
    });
    afterEach(() => mock.restoreAll());
    return () => values;
}
