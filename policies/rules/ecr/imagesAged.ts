import { REPOSITORY_EXAMPLE } from "../../aws/ecr/examples";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const POLICY_TYPE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

/** Images that nobody runs are paid for, and their holes are never mended. */
export const ecrImagesAged = defineRule({
    id: "ecr-images-aged",
    displayName: "ECR repositories have a lifecycle policy",
    description: "ECR repositories have a lifecycle policy.",
    severity: "medium",
    tags: ["ecr", "cost"],
    frameworks: [fsbp("ECR.3"), wellArchitected("COST04-BP05")],
    remediationSteps: "Make aws.ecr.LifecyclePolicy with repository: repository.name.",
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
    examples: {
        aws: REPOSITORY_EXAMPLE,
    },
    level: "advisory",
    types: ["aws:ecr/repository:Repository", POLICY_TYPE],
    stack(stack, judgeOf) {
        for (const repository of stack.ofType("aws:ecr/repository:Repository")) {
            const judge = judgeOf(repository);
            const policies = judge.read(
                "lifecycle",
                stack.attachedTo(repository, {
                    types: [POLICY_TYPE],
                    property: "repository",
                    identities: ["name", "id"],
                }),
            );
            if (policies === undefined) continue;
            judge.decide("lifecycle", () =>
                policies.length === 0 ? `Repository '${repository.name}' keeps its images for ever.` : undefined,
            );
        }
    },
});
