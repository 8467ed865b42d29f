import { attached } from "../../framework/attached";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const REPOSITORY_TYPE = "aws:ecr/repository:Repository";
const POLICY_TYPE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

/** Images that nobody runs are paid for, and their holes are never mended. */
export const ecrImagesAged = defineRule({
    id: "ecr-images-aged",
    displayName: "ECR repositories have a lifecycle policy",
    description: "ECR repositories have a lifecycle policy.",
    severity: "medium",
    level: "advisory",
    tags: ["ecr", "cost"],
    frameworks: [fsbp("ECR.3"), wellArchitected("COST04-BP05")],
    remediationSteps: "Make aws.ecr.LifecyclePolicy with repository: repository.name.",
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
    examples: ["aws.ecr.LifecyclePolicy"],
    types: [REPOSITORY_TYPE, POLICY_TYPE],
    ...attached({
        of: [REPOSITORY_TYPE],
        by: { types: [POLICY_TYPE], property: "repository", identities: ["name", "id"] },
        id: "lifecycle",
        fault: (name) => `Repository '${name}' keeps its images for ever.`,
    }),
});
