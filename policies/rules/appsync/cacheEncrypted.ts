import type * as aws from "@pulumi/aws";
import { fsbp } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const FLAGS = { atRestEncryptionEnabled: "at rest", transitEncryptionEnabled: "in transit" } as const;

/** Neither can be changed once the cache is there, so it is decided when it is made. */
export const appsyncCacheEncrypted = defineRule({
    id: "appsync-cache-encrypted",
    displayName: "Caches of GraphQL APIs are encrypted",
    description: "AppSync caches are encrypted at rest and in transit.",
    severity: "medium",
    tags: ["appsync", "encryption"],
    frameworks: [
        fsbp("AppSync.1", "AWS AppSync API caches should be encrypted at rest"),
        fsbp("AppSync.6", "AWS AppSync API caches should be encrypted in transit"),
    ],
    remediationSteps:
        "Set atRestEncryptionEnabled and transitEncryptionEnabled; a cache that exists is replaced by it.",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html",
    examples: {
        aws: `new aws.appsync.ApiCache("orders", {
    apiId: graphql.id,
    apiCachingBehavior: "PER_RESOLVER_CACHING",
    type: "SMALL",
    ttl: 60,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
});`,
    },
    level: "advisory",
    types: ["aws:appsync/apiCache:ApiCache"],
    resource({ name, props }: ResourceView<aws.appsync.ApiCacheArgs>, judge) {
        for (const flag of ["atRestEncryptionEnabled", "transitEncryptionEnabled"] as const)
            judge.decide(flag, () => (props[flag] === true ? undefined : `'${name}' is not encrypted ${FLAGS[flag]}.`));
    },
    remediate({ props }: ResourceView<aws.appsync.ApiCacheArgs>) {
        for (const flag of ["atRestEncryptionEnabled", "transitEncryptionEnabled"] as const) props[flag] = true;
    },
});
