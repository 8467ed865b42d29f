import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const FLAGS = { atRestEncryptionEnabled: "at rest", transitEncryptionEnabled: "in transit" } as const;

/** AppSync encrypts every new cache, whatever is asked for. Only one that was made before that can be plain, until it is made again. */
export const appsyncCacheEncrypted = defineRule({
    id: "appsync-cache-encrypted",
    displayName: "AppSync API caches are encrypted",
    description: "AppSync caches made before AppSync encrypted every new one are encrypted at rest and in transit.",
    severity: "medium",
    tags: ["appsync", "encryption"],
    frameworks: [wellArchitected("SEC08-BP02"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        "Set atRestEncryptionEnabled and transitEncryptionEnabled; a cache that exists is replaced by it.",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html#caching-encryption",
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
    level: "disabled",
    types: ["aws:appsync/apiCache:ApiCache"],
    resource({ name, props }: ResourceView<aws.appsync.ApiCacheArgs>, judge) {
        for (const flag of ["atRestEncryptionEnabled", "transitEncryptionEnabled"] as const)
            judge.decide(flag, () => (props[flag] === true ? undefined : `'${name}' is not encrypted ${FLAGS[flag]}.`));
    },
    remediate({ props }: ResourceView<aws.appsync.ApiCacheArgs>) {
        for (const flag of ["atRestEncryptionEnabled", "transitEncryptionEnabled"] as const) props[flag] = true;
    },
});
