import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecrImagesAged } from "./imagesAged";

const repository = subjectsOf("aws:ecr/repository:Repository");
const policy = subjectsOf("aws:ecr/lifecyclePolicy:LifecyclePolicy", { policy: "{}" });
const images = { name: "images", outputs: { name: "images-1" } };

describeRule(ecrImagesAged, {
    passes: { "a repository with one": [repository({}, images), policy({ repository: "images-1" })] },
    violates: { "a policy of another": [[repository({}, images), policy({ repository: "others" })], "lifecycle"] },
    missing: [repository({}, images), "lifecycle"],
    undecided: {
        "a policy of nobody knows which": [
            [repository({}, { name: "images" }), policy({ repository: UNKNOWN }, { name: "p" })],
            "lifecycle",
        ],
    },
});
