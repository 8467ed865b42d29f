import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { tagsRequiredPresent } from "./requiredPresent";

const queue = subjectsOf("aws:sqs/queue:Queue");
const both = { owner: "orders", environment: "prod" };

describeRule(tagsRequiredPresent, {
    passes: {
        "a tagged resource": queue({ tags: { ...both, extra: UNKNOWN } }),
        "the provider's default tags": queue({ tags: { owner: "orders" }, tagsAll: both }),
        "a resource that takes no tags": { type: "aws:sqs/queuePolicy:QueuePolicy", props: {} },
    },
    violates: {
        "one that is missing, next to one that is not known": [queue({ tags: { owner: UNKNOWN } }), "tags.environment"],
        "an empty one": [queue({ tags: { ...both, owner: "" } }), "tags.owner"],
    },
    missing: [queue({}), "tags.owner", "tags.environment"],
    undecided: {
        "unknown tags": [queue({ tags: UNKNOWN }), "tags.owner", "tags.environment"],
        "an unknown tag": [queue({ tags: { ...both, owner: UNKNOWN } }), "tags.owner"],
    },
    configured: {
        "other names": [{ keys: ["costCenter"] }, queue({ tags: both }), "tags.costCenter"],
        none: [{ keys: [] }, queue({})],
    },
});
