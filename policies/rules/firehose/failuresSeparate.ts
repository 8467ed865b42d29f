import { DELIVERY_TYPE, judgeDestinations } from "../../aws/firehose/destinations";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without a prefix of their own, records that failed lie among those that were delivered, and are read as data. */
export const firehoseFailuresSeparate = defineRule({
    id: "firehose-failures-separate",
    displayName: "Firehose streams have an error output prefix",
    description: "Firehose streams into S3 and Iceberg put what they could not deliver under a prefix of its own.",
    severity: "medium",
    level: "advisory",
    tags: ["firehose", "resilience"],
    frameworks: [wellArchitected("REL04-BP02")],
    remediationSteps: 'Set errorOutputPrefix, for example "errors/!{firehose:error-output-type}/".',
    url: "https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html",
    examples: ["aws.kinesis.FirehoseDeliveryStream orders", "LakeDelivery"],
    types: [DELIVERY_TYPE],
    resource(resource: ResourceView, judge) {
        judgeDestinations(resource, judge, (path, destination) => {
            // The others deliver elsewhere than where they put what failed.
            if (path !== "extendedS3Configuration" && path !== "icebergConfiguration") return;
            judge.decide(`${path}.errorOutputPrefix`, () =>
                (destination.errorOutputPrefix ?? destination.s3Configuration?.errorOutputPrefix ?? "") === ""
                    ? `'${resource.name}' puts failed records among the others.`
                    : undefined,
            );
        });
    },
});
