import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where a component's resources are made. */
export interface Location {
    readonly accountId: pulumi.Output<string>;
    readonly region: pulumi.Output<string>;
    /** `aws`, `aws-cn`, `aws-us-gov`: the second part of every ARN. */
    readonly partition: pulumi.Output<string>;
}

/** Asks the provider that `parent` uses; a component therefore follows the provider it is given. */
export function locationOf(parent: pulumi.Resource): Location {
    return {
        accountId: aws.getCallerIdentityOutput({}, { parent }).accountId,
        region: aws.getRegionOutput({}, { parent }).region,
        partition: aws.getPartitionOutput({}, { parent }).partition,
    };
}
