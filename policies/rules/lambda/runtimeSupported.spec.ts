import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaRuntimeSupported } from "./runtimeSupported";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describeRule(lambdaRuntimeSupported, {
    passes: { "a current runtime": lambda({ runtime: "nodejs24.x" }), "an image": lambda({ packageType: "Image" }) },
    violates: {
        "an old runtime": [lambda({ runtime: "nodejs16.x" }), "runtime"],
        "the old system": [lambda({ runtime: "provided.al2" }), "runtime"],
    },
    missing: [lambda({})],
    undecided: { "an unknown runtime": [lambda({ runtime: UNKNOWN }), "runtime"] },
    configured: { "one runtime only": [{ runtimes: ["nodejs24.x"] }, lambda({ runtime: "python3.14" }), "runtime"] },
});
