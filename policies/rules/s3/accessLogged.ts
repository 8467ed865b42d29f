import type * as aws from "@pulumi/aws";
import { BUCKET_TYPES, configuring, takesCloudFrontLogs } from "../../aws/s3/buckets";
import { ACCESS_LOG_TYPES, BUCKET_LOGGING_TYPES, takesAccessLogs } from "../../aws/s3/logTargets";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who read which object is written nowhere else; a bucket that takes such logs is not logged itself. */
export const s3AccessLogged = defineRule({
    id: "s3-access-logged",
    displayName: "S3 buckets have server access logging",
    description: "Every S3 bucket but those that take access logs logs the requests to it.",
    severity: "medium",
    level: "advisory",
    tags: ["s3", "operations"],
    frameworks: [fsbp("S3.9"), wellArchitected("SEC04-BP01")],
    remediationSteps: "Attach aws.s3.BucketLogging with the targetBucket for logs.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    examples: ["aws.s3.BucketLogging", "ProtectedBucket"],
    types: [...BUCKET_TYPES, ...ACCESS_LOG_TYPES, "aws:cloudfront/distribution:Distribution"],
    resource(resource: ResourceView<any>, judge) {
        if (!BUCKET_LOGGING_TYPES.some((type) => type === resource.type)) return;
        const { name, props } = resource as ResourceView<aws.s3.BucketLoggingArgs>;
        judge.decide("targetBucket", () =>
            (props.targetBucket ?? "") === "" ? `'${name}' names no bucket for the logs.` : undefined,
        );
    },
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            const attached = judge.read("logging", stack.attachedTo(bucket, configuring(...BUCKET_LOGGING_TYPES)));
            if (attached === undefined || attached.length > 0) continue;
            judge.decide("logging", () => {
                const { props } = bucket as ResourceView<Partial<aws.s3.BucketArgs & aws.s3.BucketV2Args>>;
                if (props.logging !== undefined || (props.loggings?.length ?? 0) > 0) return undefined;
                if (takesCloudFrontLogs(stack, bucket)) return undefined;
                return judge.read("logging", takesAccessLogs(stack, bucket)) === false
                    ? `Bucket '${bucket.name}' does not log the requests to it.`
                    : undefined;
            });
        }
    },
});
