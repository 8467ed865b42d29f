import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { appsyncCacheEncrypted } from "./cacheEncrypted";

const cache = subjectsOf("aws:appsync/apiCache:ApiCache", { type: "SMALL" });
const both = { atRestEncryptionEnabled: true, transitEncryptionEnabled: true };

describeRule(appsyncCacheEncrypted, {
    passes: { "a cache with both": cache(both) },
    violates: {
        "a cache that is plain in transit": [
            cache({ ...both, transitEncryptionEnabled: false }),
            "transitEncryptionEnabled",
        ],
        "a cache that is plain at rest, and not known in transit": [
            cache({ transitEncryptionEnabled: UNKNOWN }),
            "atRestEncryptionEnabled",
        ],
    },
    missing: [cache({}), "atRestEncryptionEnabled", "transitEncryptionEnabled"],
    undecided: {
        "an unknown setting": [cache({ ...both, atRestEncryptionEnabled: UNKNOWN }), "atRestEncryptionEnabled"],
    },
});
