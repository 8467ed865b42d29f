import { mock } from "node:test";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaRuntimeSupported } from "./runtimeSupported";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describe("on a day in November 2026", () => {
    before(() => mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-29") }));
    after(() => mock.timers.reset());

    describeRule(lambdaRuntimeSupported, {
        passes: {
            "a current runtime": lambda({ runtime: "nodejs24.x" }),
            "one that is about to end": lambda({ runtime: "nodejs22.x" }),
            "one for which no end is set": lambda({ runtime: "java11.al2023" }),
            "an image": lambda({ packageType: "Image" }),
        },
        violates: {
            "an old runtime": [lambda({ runtime: "nodejs16.x" }), "runtime"],
            "a runtime whose end came this month": [lambda({ runtime: "dotnet8" }), "runtime"],
            "the old system": [lambda({ runtime: "provided.al2" }), "runtime"],
            "a runtime that nobody knows": [lambda({ runtime: "nodejs23.x" }), "runtime"],
        },
        missing: [lambda({})],
        undecided: { "an unknown runtime": [lambda({ runtime: UNKNOWN }), "runtime"] },
        configured: {
            "one runtime only": [{ runtimes: ["nodejs24.x"] }, lambda({ runtime: "python3.14" }), "runtime"],
            "an old one, knowingly": [{ runtimes: ["nodejs16.x"] }, lambda({ runtime: "nodejs16.x" })],
        },
    });
});
