import type * as pulumi from "@pulumi/pulumi";
import type { ResourcePolicyStatement } from "../shared/resourcePolicy";

/** Reuse of a data key, in seconds: the longest SQS allows is a day; an hour keeps KMS calls and exposure low. */
export const DATA_KEY_REUSE_SECONDS = 3600;

/** Refuses plain HTTP. */
export function tlsOnly(queueArn: pulumi.Output<string>): ResourcePolicyStatement {
    return {
        sid: "TlsOnly",
        effect: "Deny",
        principal: "*",
        actions: ["sqs:*"],
        resources: [queueArn],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
}
