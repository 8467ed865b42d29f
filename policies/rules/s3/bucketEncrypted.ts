import type * as aws from "@pulumi/aws";
import { customerKeyFault } from "../../aws/kms/keys";
import { BUCKET_TYPES, configuring } from "../../aws/s3/buckets";
import { isKeylessTarget, KEYLESS_LOG_TYPES, takesKeylessLogs } from "../../aws/s3/logTargets";
import type { Judge } from "../../framework/judge";
import { reading, readingsOf, type Reading } from "../../framework/reading";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

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
    displayName: "S3 buckets have default encryption with a KMS key",
    description:
        "S3 buckets have default encryption, with a customer managed KMS key and a bucket key unless configured; those that take logs of S3, of application or classic load balancers or of Redshift may have S3's own keys, since none is delivered with others.",
    severity: "high",
    tags: ["s3", "encryption"],
    frameworks: [securityHub("S3.17"), wellArchitected("SEC08-BP02")],
    remediationSteps:
        'Attach aws.s3.BucketServerSideEncryptionConfiguration with rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }, bucketKeyEnabled: true }].',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html",
    examples: ["aws.s3.BucketServerSideEncryptionConfiguration lake", "ProtectedBucket"],
    types: [...BUCKET_TYPES, ...CONFIGURATION_TYPES, ...KEYLESS_LOG_TYPES],
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
        if (isConfiguration(resource)) {
            const { name, props } = resource as ResourceView<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
            judge.decide("rules", () =>
                (props.rules?.length ?? 0) === 0 ? `'${name}' has no encryption rule.` : undefined,
            );
        }
        for (const [path, rules] of rulesOf(resource)) judgeRules(resource.name, path, rules, judge, parameters);
    },
    stack(stack, judgeOf, { algorithm }) {
        const buckets = stack.ofType(...BUCKET_TYPES);
        const judged = new Set<string>();
        for (const bucket of buckets) {
            const judge = judgeOf(bucket);
            const configurations = judge.read(
                "encryption",
                stack.attachedTo(bucket, configuring(...CONFIGURATION_TYPES)),
            );
            judge.decide("encryption", () => {
                if (configurations === undefined || configurations.length > 0) return undefined;
                const { props } = bucket as ResourceView<aws.s3.BucketArgs & aws.s3.BucketV2Args>;
                const { serverSideEncryptionConfiguration, serverSideEncryptionConfigurations = [] } = props;
                return serverSideEncryptionConfiguration === undefined &&
                    serverSideEncryptionConfigurations.length === 0
                    ? `Bucket '${bucket.name}' has no encryption configuration.`
                    : undefined;
            });
            if (algorithm !== "aws:kms") continue;
            for (const holder of [bucket, ...(configurations ?? [])]) {
                judgeOwnKeys(holder, judgeOf(holder), () => takesKeylessLogs(stack, bucket));
                judged.add(holder.urn);
            }
        }
        if (algorithm !== "aws:kms") return;
        for (const configuration of stack.ofType(...CONFIGURATION_TYPES)) {
            if (judged.has(configuration.urn)) continue;
            const bucket = reading(() => configuration.props.bucket as unknown);
            judgeOwnKeys(configuration, judgeOf(configuration), () => isKeylessTarget(stack, bucket));
        }
    },
});

function isConfiguration({ type }: ResourceView): boolean {
    return CONFIGURATION_TYPES.some((each) => each === type);
}

type Rules = () => readonly EncryptionRule[] | undefined;

/** The encryption rules of a resource, by the properties in which it may have some: the deprecated ones of a bucket as well. */
function rulesOf(resource: ResourceView<any>): readonly [path: string, rules: Rules][] {
    const { props } = resource;
    if (isConfiguration(resource)) return [["rules", () => props.rules as EncryptionRule[] | undefined]];
    if (!BUCKET_TYPES.some((type) => type === resource.type)) return [];
    const inline = () => (props as aws.s3.BucketArgs).serverSideEncryptionConfiguration as { rule?: EncryptionRule };
    return [
        ["serverSideEncryptionConfiguration.rule", () => listOf(inline()?.rule)],
        [
            "serverSideEncryptionConfigurations",
            () => inlineRulesV2(props as ResourceView<aws.s3.BucketV2Args>["props"]),
        ],
    ];
}

function judgeRules(
    name: string,
    path: string,
    rules: Rules,
    judge: Judge,
    { algorithm, requireCmk }: { readonly algorithm: "aws:kms" | "AES256"; readonly requireCmk: boolean },
): void {
    let list: readonly EncryptionRule[] | undefined;
    judge.decide(path, () => void (list = rules()));
    for (const [at, found] of placed(path, list)) {
        const rule = judge.read(path, found);
        if (rule === undefined) continue;
        judge.decide(`${at}.sseAlgorithm`, () => {
            const used = rule.applyServerSideEncryptionByDefault?.sseAlgorithm;
            // Whether the keys of S3 are enough, the stack tells: logs may be delivered here.
            if (used?.startsWith("aws:kms") === true || used === "AES256") return undefined;
            return `'${name}' encrypts with ${used ?? "nothing in particular"} instead of ${algorithm}.`;
        });
        judge.decide(`${at}.kmsMasterKeyId`, () => {
            const { sseAlgorithm, kmsMasterKeyId } = rule.applyServerSideEncryptionByDefault ?? {};
            if (!requireCmk || sseAlgorithm?.startsWith("aws:kms") !== true) return undefined;
            // Without a key S3 uses the one that AWS makes for it, which no other account can be let into.
            return customerKeyFault(`'${name}'`, kmsMasterKeyId);
        });
        judge.decide(`${at}.bucketKeyEnabled`, () => {
            const used = rule.applyServerSideEncryptionByDefault?.sseAlgorithm;
            if (used !== "aws:kms" || rule.bucketKeyEnabled === true) return undefined;
            return `'${name}' has no bucket key, so that every object costs a request to KMS.`;
        });
    }
}

/** Judges where the keys of S3 encrypt, which is right only where logs come that no other keys let in. */
function judgeOwnKeys(holder: ResourceView<any>, judge: Judge, takesLogs: () => Reading<boolean>): void {
    for (const [path, rules] of rulesOf(holder)) {
        const list = reading(rules);
        for (const [at, found] of placed(path, list.known ? list.value : undefined)) {
            const used = reading(
                () => found.known && found.value.applyServerSideEncryptionByDefault?.sseAlgorithm === "AES256",
            );
            // What is unknown here was undecided when the resource itself was judged.
            if (!used.known || !used.value) continue;
            const takes = judge.read(`${at}.sseAlgorithm`, takesLogs());
            judge.decide(`${at}.sseAlgorithm`, () =>
                takes === false
                    ? `'${holder.name}' encrypts with AES256 instead of aws:kms, and no logs come here that need it.`
                    : undefined,
            );
        }
    }
}

/** The rules of a list with their places: one alone has the list's. */
function placed(
    path: string,
    list: readonly EncryptionRule[] | undefined,
): readonly [at: string, rule: Reading<EncryptionRule>][] {
    return readingsOf(list).map((rule, index) => [list?.length === 1 ? path : `${path}[${index}]`, rule]);
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
