import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

const REPOSITORY_TYPE = "aws:ecr/repository:Repository";
const REGISTRY_TYPE = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

/** A registry's rules take the place of its repositories' own; one for all names counts, whatever its repositories say. */
export const ecrScanOnPush = defineRule({
    id: "ecr-scan-on-push",
    displayName: "ECR repositories scan images on push",
    description: "ECR repositories scan images on push, by themselves or by the registry.",
    severity: "high",
    level: "advisory",
    whyNotMandatory:
        "Scanning is mostly switched on for the whole registry, once for the account and region, in a program that the rule does not see.",
    tags: ["ecr", "vulnerabilities"],
    frameworks: [fsbp("ECR.1"), wellArchitected("SEC06-BP01")],
    remediationSteps: "Set imageScanningConfiguration: { scanOnPush: true }.",
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
    examples: ["aws.ecr.Repository"],
    types: [REPOSITORY_TYPE, REGISTRY_TYPE],
    stack(stack, judgeOf) {
        for (const repository of stack.ofType(REPOSITORY_TYPE)) {
            const judge = judgeOf(repository);
            judge.decide("imageScanningConfiguration.scanOnPush", () => {
                if (stack.ofType(REGISTRY_TYPE).some(scansAll)) return undefined;
                return repository.props.imageScanningConfiguration?.scanOnPush === true
                    ? undefined
                    : `Repository '${repository.name}' does not scan its images.`;
            });
        }
    },
    remediate({ type, props }: ResourceView<any>) {
        if (type === REPOSITORY_TYPE) blockOf(props, "imageScanningConfiguration").scanOnPush = true;
    },
});

function scansAll({ props }: ResourceView<aws.ecr.RegistryScanningConfigurationArgs>): boolean {
    return (props.rules ?? []).some(
        ({ scanFrequency, repositoryFilters }) =>
            scanFrequency !== "MANUAL" && repositoryFilters.some(({ filter }) => filter === "*"),
    );
}
