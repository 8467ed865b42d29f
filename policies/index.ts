import { PolicyPack } from "@pulumi/policy";
import { exemptions } from "./exemptions";
import { createPack } from "./framework/policies";
import { rules } from "./rules";

new PolicyPack("platform-policies", {
    displayName: "Serverless platform guardrails",
    description: "Least privilege, encryption, tracing and retention for serverless workloads on AWS",
    provider: "aws",
    tags: ["aws", "serverless"],
    policies: createPack(rules, exemptions).policies,
});
