import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamResourceConfusedDeputy } from "./resourceConfusedDeputy";

const bucketPolicy = subjectsOf("aws:s3/bucketPolicy:BucketPolicy", { bucket: "site" });
const queuePolicy = subjectsOf("aws:sqs/queuePolicy:QueuePolicy", { queueUrl: "https://sqs.example.com/orders" });
const allow = (Service: unknown, Condition?: object) => ({
    Sid: "Service",
    Effect: "Allow",
    Principal: { Service },
    Action: "s3:GetObject",
    Resource: "*",
    ...(Condition === undefined ? {} : { Condition }),
});
const logging = (Action: unknown, Condition?: object) =>
    subjectsOf("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")({
        policyDocument: documentText({
            ...allow(["events.amazonaws.com", "delivery.logs.amazonaws.com"], Condition),
            Action,
            Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/events/*:*",
        }),
    });
const bucket = (...given: Parameters<typeof allow>) => bucketPolicy({ policy: documentText(allow(...given)) });
const queue = (...given: Parameters<typeof allow>) => queuePolicy({ policy: documentText(allow(...given)) });

describeRule(iamResourceConfusedDeputy, {
    passes: {
        "a distribution": bucket("cloudfront.amazonaws.com", {
            StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1" },
        }),
        "an account": queue("sns.amazonaws.com", { StringEquals: { "aws:SourceAccount": "111122223333" } }),
        "a named bucket": queue("s3.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::lake" } }),
        "an organization": queue("cloudtrail.amazonaws.com", { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } }),
        "a service that AWS documents without a source": bucket("logdelivery.elasticloadbalancing.amazonaws.com"),
        "log streams that EventBridge makes, and what it writes for a rule": [
            logging("logs:CreateLogStream"),
            logging("logs:PutLogEvents", {
                ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/orders" },
            }),
        ],
        "a denial": bucketPolicy({ policy: documentText({ ...allow("sns.amazonaws.com"), Effect: "Deny" }) }),
        "a role": bucketPolicy({
            policy: documentText({ ...allow(""), Principal: { AWS: "arn:aws:iam::111122223333:role/reader" } }),
        }),
    },
    violates: {
        "every account's distributions": [
            bucket("cloudfront.amazonaws.com"),
            "Service::cloudfront.amazonaws.com#Service",
        ],
        "every account's topics": [queue("sns.amazonaws.com"), "Service::sns.amazonaws.com#Service"],
        "every account's buckets": [
            queue("s3.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:*" } }),
            "Service::s3.amazonaws.com#Service",
        ],
        "one service of several, in a region": [
            queue(["backup.amazonaws.com", "states.eu-west-1.amazonaws.com"]),
            "Service::states.amazonaws.com#Service",
        ],
        "a condition that holds without a source": [
            queue("sns.amazonaws.com", { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } }),
            "Service::sns.amazonaws.com#Service",
        ],
        "whatever EventBridge writes": [
            logging(["logs:CreateLogStream", "logs:PutLogEvents"]),
            "Service::delivery.logs.amazonaws.com#Service",
            "Service::events.amazonaws.com#Service",
        ],
        "a condition on something else": [
            bucket("delivery.logs.amazonaws.com", { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } }),
            "Service::delivery.logs.amazonaws.com#Service",
        ],
    },
    missing: [queue("events.amazonaws.com", {}), "Service::events.amazonaws.com#Service"],
    undecided: {
        "an unknown document": [bucketPolicy({ policy: UNKNOWN }), "Document::policy"],
        "an unknown service": [bucketPolicy({ policy: { Statement: [allow(UNKNOWN)] } }), "Service::#Service"],
        "an unknown account": [
            bucketPolicy({
                policy: {
                    Statement: [allow("sns.amazonaws.com", { StringEquals: { "aws:SourceAccount": UNKNOWN } })],
                },
            }),
            "Service::sns.amazonaws.com#Service",
        ],
    },
    configured: {
        "services of one's own choice": [
            { sourceless: ["sns.amazonaws.com"] },
            queue(["sns.amazonaws.com", "backup.amazonaws.com"]),
            "Service::backup.amazonaws.com#Service",
        ],
    },
});
