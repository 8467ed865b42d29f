import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayCacheEncrypted } from "./cacheEncrypted";

const stage = subjectsOf("aws:apigateway/stage:Stage", { restApi: "a1", stageName: "v1", cacheClusterEnabled: true });
const settings = subjectsOf("aws:apigateway/methodSettings:MethodSettings", {
    restApi: "a1",
    stageName: "v1",
    methodPath: "*/*",
});
const encrypted = settings({ settings: { cachingEnabled: true, cacheDataEncrypted: true } });
const id = "settings.cacheDataEncrypted";

describeRule(apigatewayCacheEncrypted, {
    passes: {
        "an encrypted cache": [stage({}), encrypted],
        "a stage without a cache": stage({ cacheClusterEnabled: undefined }),
        "methods that cache nothing": [stage({}), settings({ settings: { cachingEnabled: false } })],
    },
    violates: {
        "a method that caches without encryption": [
            settings({ methodPath: "orders/GET", settings: { cachingEnabled: true } }),
            id,
        ],
        "encryption switched off": [settings({ settings: { cachingEnabled: true, cacheDataEncrypted: false } }), id],
        "a cache with settings that say nothing of it": [
            [stage({}), settings({ settings: {} })],
            "cacheClusterEnabled",
        ],
    },
    missing: [stage({}), "cacheClusterEnabled"],
    undecided: {
        "an unknown setting": [settings({ settings: { cachingEnabled: true, cacheDataEncrypted: UNKNOWN } }), id],
        "a cache of nobody knows what": [stage({ cacheClusterEnabled: UNKNOWN }), "cacheClusterEnabled"],
    },
});
