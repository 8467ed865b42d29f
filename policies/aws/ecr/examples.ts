/** A repository that meets the rules, for their documentation. */
export const REPOSITORY_EXAMPLE = `const images = new aws.ecr.Repository("images", {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
});
new aws.ecr.LifecyclePolicy("images", {
    repository: images.name,
    policy: {
        rules: [
            {
                rulePriority: 1,
                selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
                action: { type: "expire" },
            },
        ],
    },
});`;
