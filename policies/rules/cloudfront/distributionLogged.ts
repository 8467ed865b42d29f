import { DISTRIBUTION_TYPES } from "../../aws/cloudfront/distributions";
import { attached } from "../../framework/attached";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const SOURCE_TYPE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";

/** The older logs are a property; the newer ones, and all of a distribution for tenants, are CloudWatch's deliveries and stand beside it. */
export const cloudfrontDistributionLogged = defineRule({
    id: "cloudfront-distribution-logged",
    displayName: "CloudFront distributions have logging",
    description: "CloudFront distributions deliver their logs somewhere.",
    severity: "medium",
    level: "advisory",
    tags: ["cloudfront", "logging"],
    frameworks: [fsbp("CloudFront.5"), wellArchitected("SEC04-BP01")],
    remediationSteps:
        "Set loggingConfig, or make aws.cloudwatch.LogDeliverySource with the ARN of the distribution and a LogDelivery.",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html",
    examples: ["aws.cloudfront.Distribution"],
    types: [SOURCE_TYPE, ...DISTRIBUTION_TYPES],
    ...attached({
        of: DISTRIBUTION_TYPES,
        by: { types: [SOURCE_TYPE], property: "resourceArn", identities: ["arn"] },
        id: "loggingConfig",
        fault: (name) => `Distribution '${name}' is not logged.`,
        within: ({ props }) => (props.loggingConfig?.bucket ?? "") !== "",
    }),
});
