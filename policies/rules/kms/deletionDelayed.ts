import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** What a deleted key has encrypted is lost. Until it is deleted it refuses all use, so that there is time to see who misses it. */
export const kmsDeletionDelayed = defineRule({
    id: "kms-deletion-delayed",
    displayName: "KMS keys have a deletion window",
    description: "KMS keys wait before they are deleted.",
    severity: "high",
    tags: ["kms", "resilience"],
    frameworks: [fsbp("KMS.3"), wellArchitected("SEC08-BP01")],
    remediationSteps: "Set deletionWindowInDays: 30, or leave it out.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    examples: ["aws.kms.Key data", "EncryptionKey"],
    types: [
        "aws:kms/key:Key",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
    ],
    parameters: {
        minimumDays: {
            type: "integer",
            description: "Days that a key waits at least, from 7 to 30.",
            default: 7,
            minimum: 7,
        },
    },
    resource({ name, props }: ResourceView<aws.kms.KeyArgs>, judge, { minimumDays }) {
        judge.decide("deletionWindowInDays", () => {
            const days = props.deletionWindowInDays ?? 30;
            return days < minimumDays ? `Key '${name}' is deleted after ${days} days.` : undefined;
        });
        judge.decide("bypassPolicyLockoutSafetyCheck", () =>
            props.bypassPolicyLockoutSafetyCheck === true
                ? `Key '${name}' may get a policy by which nobody can change it any more.`
                : undefined,
        );
    },
});
