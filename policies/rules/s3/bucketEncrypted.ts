import type * as aws from "@pulumi/aws";
import type { Judge } from "../../framework/judge";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";
import { readingsOf } from "../../framework/reading";
import { isServiceKey } from "../../kms/keys";
import { BUCKET_TYPES, configurationsOf } from "../../s3/buckets";
import { PROTECTED_BUCKET_COMPONENT } from "../../s3/examples";

const CONFIGURATION_TYPES = [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
] as const;

/** One encryption rule, as the inline property and the split resource have it. */
interface EncryptionRule {
    readonly applyServerSideEncryptionByDefault?: { readonly sseAlgorithm?: string; readonly kmsMasterKeyId?: string };
    readonly bucketKeyEnabled?: boolean;
}

/** Every bucket says how it encrypts; S3's own default says nothing about the key. */
export const s3BucketEncrypted = defineRule({
    id: "s3-bucket-encrypted",
    displayName: "Buckets are encrypted",
    description:
        "S3 buckets have default encryption, with a customer managed KMS key and a bucket key unless configured.",
    severity: "high",
    tags: ["s3", "encryption"],
    frameworks: [securityHub("S3.17"), wellArchitected("SEC08-BP02")],
    remediationSteps:
        'Attach aws.s3.BucketServerSideEncryptionConfiguration with rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }, bucketKeyEnabled: true }].',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html",
    examples: {
        aws: `new aws.s3.BucketServerSideEncryptionConfiguration("lake", {
    bucket: bucket.bucket,
    rules: [
        {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
            bucketKeyEnabled: true,
        },
    ],
});`,
        component: PROTECTED_BUCKET_COMPONENT,
    },
    types: [...BUCKET_TYPES, ...CONFIGURATION_TYPES],
    parameters: {
        algorithm: {
            type: "string",
            description: "The least that is asked for: KMS with a bucket key, or S3's own keys.",
            default: "aws:kms",
            enum: ["aws:kms", "AES256"],
        },
        requireCmk: {
            type: "boolean",
            description: "Whether a KMS key must be a customer managed one.",
            default: true,
        },
    },
    resource(resource: ResourceView, judge, parameters) {
        if (resource.type.startsWith("aws:s3/bucketServerSideEncryptionConfiguration")) {
            const { name, props } = resource as ResourceView<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
            judge.decide("rules", () =>
                (props.rules?.length ?? 0) === 0 ? `'${name}' has no encryption rule.` : undefined,
            );
            judgeRules(name, "rules", () => props.rules, judge, parameters);
        } else {
            const { name, props } = resource as ResourceView<aws.s3.BucketArgs>;
            const inline = () => props.serverSideEncryptionConfiguration?.rule as EncryptionRule | undefined;
            judgeRules(name, "serverSideEncryptionConfiguration.rule", () => listOf(inline()), judge, parameters);
            const { props: propsV2 } = resource as ResourceView<aws.s3.BucketV2Args>;
            judgeRules(name, "serverSideEncryptionConfigurations", () => inlineRulesV2(propsV2), judge, parameters);
        }
    },
    stack(stack, judgeOf) {
        for (const bucket of stack.ofType(...BUCKET_TYPES)) {
            const judge = judgeOf(bucket);
            judge.decide("encryption", () => {
                const configurations = judge.read("encryption", configurationsOf(stack, bucket, CONFIGURATION_TYPES));
                if (configurations === undefined || configurations.length > 0) return undefined;
                const { props } = bucket as ResourceView<aws.s3.BucketArgs & aws.s3.BucketV2Args>;
                const { serverSideEncryptionConfiguration, serverSideEncryptionConfigurations = [] } = props;
                return serverSideEncryptionConfiguration === undefined &&
                    serverSideEncryptionConfigurations.length === 0
                    ? `Bucket '${bucket.name}' has no encryption configuration.`
                    : undefined;
            });
        }
    },
});

function judgeRules(
    name: string,
    path: string,
    rules: () => readonly EncryptionRule[] | undefined,
    judge: Judge,
    { algorithm, requireCmk }: { readonly algorithm: "aws:kms" | "AES256"; readonly requireCmk: boolean },
): void {
    let list: readonly EncryptionRule[] | undefined;
    judge.decide(path, () => void (list = rules()));
    for (const [index, found] of readingsOf(list).entries()) {
        const rule = judge.read(path, found);
        if (rule === undefined) continue;
        const at = list?.length === 1 ? path : `${path}[${index}]`;
        judge.decide(`${at}.sseAlgorithm`, () => {
            const used = rule.applyServerSideEncryptionByDefault?.sseAlgorithm;
            if (used?.startsWith("aws:kms") === true || (algorithm === "AES256" && used === "AES256")) return undefined;
            return `'${name}' encrypts with ${used ?? "nothing in particular"} instead of ${algorithm}.`;
        });
        judge.decide(`${at}.kmsMasterKeyId`, () => {
            const { sseAlgorithm, kmsMasterKeyId } = rule.applyServerSideEncryptionByDefault ?? {};
            if (!requireCmk || sseAlgorithm?.startsWith("aws:kms") !== true) return undefined;
            // Without a key S3 uses the one that AWS makes for it, which no other account can be let into.
            return kmsMasterKeyId === undefined || isServiceKey(kmsMasterKeyId)
                ? `'${name}' does not encrypt with a customer managed key.`
                : undefined;
        });
        judge.decide(`${at}.bucketKeyEnabled`, () => {
            const used = rule.applyServerSideEncryptionByDefault?.sseAlgorithm;
            if (used !== "aws:kms" || rule.bucketKeyEnabled === true) return undefined;
            return `'${name}' has no bucket key, so that every object costs a request to KMS.`;
        });
    }
}

/** The V2 type has the deprecated properties too, as lists of lists. */
function inlineRulesV2({ serverSideEncryptionConfigurations }: ResourceView<aws.s3.BucketV2Args>["props"]) {
    return serverSideEncryptionConfigurations?.flatMap(({ rules }) =>
        rules.map(({ applyServerSideEncryptionByDefaults: [first], bucketKeyEnabled }): EncryptionRule => ({
            ...(first === undefined ? {} : { applyServerSideEncryptionByDefault: first }),
            ...(bucketKeyEnabled === undefined ? {} : { bucketKeyEnabled }),
        })),
    );
}

function listOf<T>(value: T | undefined): T[] | undefined {
    return value === undefined ? undefined : [value];
}
