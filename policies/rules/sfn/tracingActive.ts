import type * as aws from "@pulumi/aws";
import { MACHINE_TYPE } from "../../aws/sfn/judging";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** A trace that stops at the state machine cannot tell which of its steps was slow. */
export const sfnTracingActive = defineRule({
    id: "sfn-tracing-active",
    displayName: "Step Functions state machines have X-Ray tracing",
    description: "State machines have X-Ray tracing enabled.",
    severity: "low",
    level: "advisory",
    tags: ["sfn", "tracing"],
    frameworks: [wellArchitected("OPS08-BP03")],
    remediationSteps: "Set tracingConfiguration: { enabled: true }.",
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
    examples: ["aws.sfn.StateMachine"],
    types: [MACHINE_TYPE],
    ...settings<aws.sfn.StateMachineArgs>({
        "tracingConfiguration.enabled": setTo(true, (name) => `State machine '${name}' is not traced.`),
    }),
});
