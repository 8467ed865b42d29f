import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontRootObjectSet } from "./rootObjectSet";

const distribution = subjectsOf("aws:cloudfront/distribution:Distribution", {
    defaultCacheBehavior: { targetOriginId: "first" },
});
const bucket = { originId: "first", domainName: "lake.s3.eu-west-1.amazonaws.com" };

describeRule(cloudfrontRootObjectSet, {
    passes: {
        "a site with a first page": distribution({ defaultRootObject: "index.html", origins: [bucket] }),
        "a first page of an origin that is not known": distribution({
            defaultRootObject: "index.html",
            origins: UNKNOWN,
        }),
        "an API": distribution({
            origins: [{ originId: "first", domainName: "a.example.com", customOriginConfig: {} }],
        }),
        "a bucket behind a path": distribution({
            origins: [
                { ...bucket, originId: "second" },
                { originId: "first", domainName: "a.example.com" },
            ],
        }),
    },
    violates: {
        "an empty name": [distribution({ defaultRootObject: "", origins: [bucket] }), "defaultRootObject"],
        "a group of origins that begins with a bucket": [
            distribution({
                defaultCacheBehavior: { targetOriginId: "both" },
                origins: [bucket],
                originGroups: [{ originId: "both", members: [{ originId: "first" }, { originId: "second" }] }],
            }),
            "defaultRootObject",
        ],
        "a bucket of unknown name with the older identity": [
            distribution({ origins: [{ originId: "first", domainName: UNKNOWN, s3OriginConfig: {} }] }),
            "defaultRootObject",
        ],
    },
    missing: [distribution({ origins: [bucket] }), "defaultRootObject"],
    undecided: {
        "an unknown page": [distribution({ defaultRootObject: UNKNOWN, origins: [bucket] }), "defaultRootObject"],
        "an unknown domain": [distribution({ origins: [{ ...bucket, domainName: UNKNOWN }] }), "defaultRootObject"],
    },
});
