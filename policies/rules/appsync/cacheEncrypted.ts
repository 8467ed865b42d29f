import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { setTo, settings } from "../../framework/settings";

/** AppSync encrypts every new cache, whatever is asked for. Only one that was made before that can be plain, until it is made again. */
export const appsyncCacheEncrypted = defineRule({
    id: "appsync-cache-encrypted",
    displayName: "AppSync API caches are encrypted",
    description: "AppSync caches made before AppSync encrypted every new one are encrypted at rest and in transit.",
    severity: "medium",
    level: "disabled",
    tags: ["appsync", "encryption"],
    frameworks: [wellArchitected("SEC08-BP02"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        "Set atRestEncryptionEnabled and transitEncryptionEnabled; a cache that exists is replaced by it.",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html#caching-encryption",
    examples: ["aws.appsync.ApiCache"],
    types: ["aws:appsync/apiCache:ApiCache"],
    ...settings<aws.appsync.ApiCacheArgs>({
        atRestEncryptionEnabled: setTo(true, (name) => `'${name}' is not encrypted at rest.`),
        transitEncryptionEnabled: setTo(true, (name) => `'${name}' is not encrypted in transit.`),
    }),
});
