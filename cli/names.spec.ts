import assert from "node:assert/strict";
import { rows } from "../local/provider/table";
import { platformStates } from "../policies/testing/platform";

/** Letters that the longest name of an environment has more than `prod`. */
const MORE_LETTERS = 20 - "prod".length;

describe("names on AWS", () => {
    let named: { readonly type: string; readonly name: string; readonly maxLength: number }[];

    before(async () => {
        const states = await platformStates("prod");
        named = states
            .flatMap(({ resources }) => resources)
            .flatMap(({ type, inputs }) => {
                const { property = "", maxLength = 0 } = rows.get(type)?.autoName ?? {};
                const name = (inputs as Record<string, unknown>)[property];
                return typeof name === "string" && /-[0-9a-f]{7}$/.test(name) ? [{ type, name, maxLength }] : [];
            });
    });

    it("tell which environment something is of, above all alarms, whose names head the mail", () => {
        const kinds = new Set(named.map(({ type }) => type));
        for (const kind of ["cloudwatch/metricAlarm:MetricAlarm", "sns/topic:Topic", "lambda/function:Function"])
            assert.ok(kinds.has(`aws:${kind}`), kind);
        for (const { type, name } of named) assert.match(name, /-prod-[0-9a-f]{7}$/, type);
    });

    it("have room for the longest name of an environment", () => {
        for (const { type, name, maxLength } of named)
            assert.ok(name.length + MORE_LETTERS <= maxLength, `${type}: ${name}`);
    });
});
