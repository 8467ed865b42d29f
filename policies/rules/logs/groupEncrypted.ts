import type * as aws from "@pulumi/aws";
import { judgeCustomerKey } from "../../aws/kms/keys";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without a key logs are encrypted by one that CloudWatch owns, which no key policy and no trail ever shows. */
export const logsGroupEncrypted = defineRule({
    id: "logs-group-encrypted",
    displayName: "CloudWatch log groups have a customer managed key",
    description: "CloudWatch log groups are encrypted with a customer managed key.",
    severity: "medium",
    level: "advisory",
    tags: ["logs", "encryption"],
    frameworks: [wellArchitected("SEC08-BP02")],
    remediationSteps: "Set kmsKeyId to the ARN of a key that admits logs.<region>.amazonaws.com.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    examples: ["aws.cloudwatch.LogGroup", "ServerlessFunction place-order"],
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    resource({ name, props }: ResourceView<aws.cloudwatch.LogGroupArgs>, judge) {
        judgeCustomerKey(judge, "kmsKeyId", `Log group '${name}'`, () => props.kmsKeyId);
    },
});
