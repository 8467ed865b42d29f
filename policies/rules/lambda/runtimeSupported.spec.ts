import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaRuntimeSupported } from "./runtimeSupported";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describeRule(lambdaRuntimeSupported, {
    passes: {
        "a current runtime": lambda({ runtime: "nodejs24.x" }),
        "an old language on the new system": lambda({ runtime: "java11.al2023" }),
        "an image": lambda({ packageType: "Image" }),
    },
    violates: {
        "an old runtime": [lambda({ runtime: "nodejs16.x" }), "runtime"],
        "a runtime whose end came this month": [lambda({ runtime: "dotnet8" }), "runtime"],
        "the old system": [lambda({ runtime: "provided.al2" }), "runtime"],
    },
    missing: [lambda({})],
    undecided: { "an unknown runtime": [lambda({ runtime: UNKNOWN }), "runtime"] },
    configured: { "one runtime only": [{ runtimes: ["nodejs24.x"] }, lambda({ runtime: "python3.14" }), "runtime"] },
});
