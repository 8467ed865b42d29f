import type * as aws from "@pulumi/aws";
import type { Judge } from "../../framework/judge";
import { fsbp, wellArchitected } from "../../framework/references";
import { isKnown, type Reading } from "../../framework/reading";
import { defineRule, type ResourceView } from "../../framework/rule";
import { reaches } from "../../iam/actions";
import type { Condition } from "../../iam/condition";
import type { PolicyDocument, Statement } from "../../iam/document";
import { isEverybody } from "../../iam/principal";
import { documentsOf } from "../../iam/sources";
import { BUCKET_TYPES, configurationsOf } from "../../s3/buckets";

const POLICY_TYPE = "aws:s3/bucketPolicy:BucketPolicy";

/** Requests without TLS are refused by every bucket. */
export const s3TlsOnly = defineRule({
    id: "s3-tls-only",
    displayName: "Buckets refuse plain HTTP",
    description: "Every S3 bucket has a policy that denies requests without TLS, for the bucket and its objects.",
    severity: "medium",
    tags: ["s3", "encryption"],
    frameworks: [
        fsbp("S3.5", "S3 general purpose buckets should require requests to use SSL"),
        wellArchitected("SEC09-BP02", "Enforce encryption in transit"),
    ],
    remediationSteps:
        'Add to the bucket policy: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`], Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit",
    examples: {
        aws: `new aws.s3.BucketPolicy("lake", {
    bucket: bucket.bucket,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: [bucket.arn, pulumi.interpolate\`\${bucket.arn}/*\`],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
        ],
    }),
});`,
        component: `new ProtectedBucket("lake", {
    encryption: { keyArn: key.arn },
    accessLogs: { bucketName: logs.bucket },
    deletionProtection: true,
});`,
    },
    types: [POLICY_TYPE, ...BUCKET_TYPES],
    resource(resource: ResourceView, judge) {
        for (const { path, document } of documentsOf(resource, "resource")) {
            const found = judge.read(path, document);
            if (found !== undefined) judgeDocument(resource, path, found, judge);
        }
    },
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            const policies = judge.read("policy", configurationsOf(stack, bucket, [POLICY_TYPE]));
            if (policies === undefined || policies.length > 0) continue;
            judge.decide("policy", () => {
                const inline = (bucket as ResourceView<aws.s3.BucketArgs>).props.policy;
                return inline === undefined
                    ? `Bucket '${bucket.name}' has no policy that denies requests without TLS.`
                    : undefined;
            });
        }
    },
});

function judgeDocument(resource: ResourceView, path: string, document: PolicyDocument, judge: Judge): void {
    const denials = document.statements
        .filter(isKnown)
        .map(({ value }) => value)
        .filter(deniesPlainHttp);
    const pending = [
        ...document.statements,
        ...document.statements.filter(isKnown).flatMap(({ value }) => elementsOf(value)),
    ].find((found) => !found.known);
    const covers = (objects: boolean) => denials.some((statement) => coversPart(statement, objects));
    for (const [part, covered] of [["bucket", covers(false)] as const, ["objects", covers(true)] as const]) {
        const id = `${path}#${part}`;
        if (!covered && pending !== undefined) judge.read(id, pending);
        else {
            judge.decide(id, () =>
                covered
                    ? undefined
                    : `'${resource.name}' does not deny requests without TLS to the ${part === "bucket" ? "bucket" : "bucket's objects"}.`,
            );
        }
    }
}

function elementsOf({
    effect,
    actions = [],
    resources = [],
    principals = [],
    conditions,
}: Statement): Reading<unknown>[] {
    return [effect, ...actions, ...resources, ...principals, ...conditions];
}

function deniesPlainHttp({ effect, actions = [], principals = [], conditions }: Statement): boolean {
    return (
        effect.known &&
        effect.value === "Deny" &&
        actions.some(
            (action) => action.known && reaches(action.value, "s3:GetObject") && reaches(action.value, "s3:ListBucket"),
        ) &&
        principals.some((principal) => principal.known && isEverybody(principal.value)) &&
        conditions.length === 1 &&
        conditions.every((condition) => condition.known && isPlainHttp(condition.value))
    );
}

function isPlainHttp({ operator, key, values }: Condition): boolean {
    const asksBool = operator.toLowerCase() === "bool" && key === "aws:securetransport";
    return (
        asksBool && values.length === 1 && values.every((value) => value.known && value.value.toLowerCase() === "false")
    );
}

/** A policy of a bucket can name no other bucket: its ARN ends the name, all objects follow as a path. */
function coversPart({ resources = [] }: Statement, objects: boolean): boolean {
    const covering = objects ? /^[^/]*(\/\*|\*)$/ : /^[^/]*$/;
    return resources.some((resource) => resource.known && covering.test(resource.value));
}
