import type * as aws from "@pulumi/aws";
import { reading, type Reading } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import type { StackResource, StackView } from "../../framework/stack";
import { anyOf, both } from "../../iam/grants";
import { documentsOf } from "../../iam/sources";
import { BUCKET_TYPES, configurationsOf, takesCloudFrontLogs } from "../../s3/buckets";
import { PROTECTED_BUCKET_COMPONENT } from "../../s3/examples";

const TYPES = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"] as const;
const POLICY_TYPES = ["aws:s3/bucketPolicy:BucketPolicy"];
const ACL_TYPES = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"];

/** Who read which object is written nowhere else; a bucket that takes such logs is not logged itself. */
export const s3AccessLogged = defineRule({
    id: "s3-access-logged",
    displayName: "Access to buckets is logged",
    description: "Every S3 bucket but those that take access logs logs the requests to it.",
    severity: "medium",
    level: "advisory",
    tags: ["s3", "operations"],
    frameworks: [fsbp("S3.9"), wellArchitected("SEC04-BP01")],
    remediationSteps: "Attach aws.s3.BucketLogging with the targetBucket for logs.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    examples: {
        aws: `new aws.s3.BucketLogging("lake", { bucket: bucket.bucket, targetBucket: logs.bucket, targetPrefix: "lake/" });`,
        component: PROTECTED_BUCKET_COMPONENT,
    },
    types: [...BUCKET_TYPES, ...TYPES, ...POLICY_TYPES, ...ACL_TYPES, "aws:cloudfront/distribution:Distribution"],
    resource(resource: ResourceView<any>, judge) {
        if (!TYPES.some((type) => type === resource.type)) return;
        const { name, props } = resource as ResourceView<aws.s3.BucketLoggingArgs>;
        judge.decide("targetBucket", () =>
            (props.targetBucket ?? "") === "" ? `'${name}' names no bucket for the logs.` : undefined,
        );
    },
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            const attached = judge.read("logging", configurationsOf(stack, bucket, TYPES));
            if (attached === undefined || attached.length > 0) continue;
            judge.decide("logging", () => {
                const { props } = bucket as ResourceView<Partial<aws.s3.BucketArgs & aws.s3.BucketV2Args>>;
                if (props.logging !== undefined || (props.loggings?.length ?? 0) > 0) return undefined;
                if (takesCloudFrontLogs(stack, bucket)) return undefined;
                return judge.read("logging", takesLogs(stack, bucket)) === false
                    ? `Bucket '${bucket.name}' does not log the requests to it.`
                    : undefined;
            });
        }
    },
});

/** Whether logs are delivered into a bucket: another one names it, or its policy or list lets S3's log delivery write. */
function takesLogs(stack: StackView, bucket: StackResource): Reading<boolean> {
    const target = { types: TYPES, property: "targetBucket", identities: ["bucket", "id"] };
    const attached = (types: readonly string[]) => {
        const found = configurationsOf(stack, bucket, types);
        return [bucket, ...(found.known ? found.value : [])];
    };
    const named = stack.attachedTo(bucket, target);
    const ways = [
        named.known ? { known: true as const, value: named.value.length > 0 } : named,
        ...attached(POLICY_TYPES).map(admitsDelivery),
        ...attached(ACL_TYPES).map(({ props }) => reading(() => props.acl === "log-delivery-write")),
    ];
    return anyOf(ways, (takes) => takes);
}

function admitsDelivery(holder: StackResource): Reading<boolean> {
    const statements = documentsOf(holder, "resource").flatMap(({ document }) =>
        document.known ? document.value.statements : [document],
    );
    const admitting = statements.map((found) => {
        if (!found.known) return found;
        const { effect, principals = [] } = found.value;
        return both(
            anyOf([effect], (value) => value === "Allow"),
            () => anyOf(principals, ({ value }) => value === "logging.s3.amazonaws.com"),
        );
    });
    return anyOf(admitting, (admits) => admits);
}
