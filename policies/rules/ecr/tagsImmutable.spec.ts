import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecrTagsImmutable } from "./tagsImmutable";

const repository = subjectsOf("aws:ecr/repository:Repository");

describeRule(ecrTagsImmutable, {
    passes: {
        "tags that stay": repository({ imageTagMutability: "IMMUTABLE" }),
        "all but some": repository({ imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }),
    },
    violates: {
        "tags that move": [repository({ imageTagMutability: "MUTABLE" }), "imageTagMutability"],
        "only some that stay": [repository({ imageTagMutability: "MUTABLE_WITH_EXCLUSION" }), "imageTagMutability"],
    },
    missing: [repository({}), "imageTagMutability"],
    undecided: { "an unknown setting": [repository({ imageTagMutability: UNKNOWN }), "imageTagMutability"] },
});
