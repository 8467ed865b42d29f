import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsPlatformLatest } from "./platformLatest";

const service = subjectsOf("aws:ecs/service:Service", { launchType: "FARGATE" });

describeRule(ecsPlatformLatest, {
    passes: { "the latest": service({ platformVersion: "LATEST" }), "what AWS takes": service({}) },
    violates: { "a fixed version": [service({ platformVersion: "1.4.0" }), "platformVersion"] },
    missing: [service({ platformVersion: "1.3.0" }), "platformVersion"],
    undecided: { "an unknown version": [service({ platformVersion: UNKNOWN }), "platformVersion"] },
});
