import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { must, settings } from "../../framework/settings";

/** What runs is then what was tested, also when a task starts anew. A pipeline may push `latest`, so the rule sets nothing. */
export const ecrTagsImmutable = defineRule({
    id: "ecr-tags-immutable",
    displayName: "ECR repositories have immutable image tags",
    description: "Tags in ECR repositories cannot be given to another image.",
    severity: "medium",
    level: "advisory",
    tags: ["ecr", "integrity"],
    frameworks: [fsbp("ECR.2"), wellArchitected("SEC11-BP06")],
    remediationSteps: 'Set imageTagMutability: "IMMUTABLE", or "IMMUTABLE_WITH_EXCLUSION" with the tags that may move.',
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
    examples: ["aws.ecr.Repository"],
    types: ["aws:ecr/repository:Repository"],
    ...settings<aws.ecr.RepositoryArgs>({
        imageTagMutability: must(
            (mutability = "MUTABLE") => mutability.startsWith("IMMUTABLE"),
            (name) => `Tags in '${name}' can be moved.`,
        ),
    }),
});
