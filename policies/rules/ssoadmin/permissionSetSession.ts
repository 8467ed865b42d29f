import type * as aws from "@pulumi/aws";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A session that was stolen is worth what is left of it. */
export const ssoadminPermissionSetSession = defineRule({
    id: "ssoadmin-permission-set-session",
    displayName: "Sessions of permission sets have a short duration",
    description: "The sessions of permission sets end after a working day at the latest.",
    severity: "medium",
    level: "advisory",
    tags: ["ssoadmin", "iam", "credentials"],
    frameworks: [wellArchitected("SEC02-BP02"), nist80053("AC-12")],
    remediationSteps: 'Set sessionDuration, for example to "PT4H".',
    url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html",
    examples: ["aws.ssoadmin.PermissionSet"],
    types: ["aws:ssoadmin/permissionSet:PermissionSet"],
    parameters: {
        maximumMinutes: {
            type: "integer",
            description: "The longest session that a permission set may give, in minutes.",
            default: 480,
            minimum: 60,
        },
    },
    resource({ name, props }: ResourceView<aws.ssoadmin.PermissionSetArgs>, judge, { maximumMinutes }) {
        judge.decide("sessionDuration", () => {
            // AWS's default is an hour.
            const duration = props.sessionDuration ?? "PT1H";
            const [, days = 0, hours = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(
                duration,
            ) ?? [undefined, Infinity];
            const length = Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
            return length > maximumMinutes
                ? `Sessions of permission set '${name}' last '${duration}', which is more than ${maximumMinutes} minutes.`
                : undefined;
        });
    },
});
