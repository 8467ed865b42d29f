import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../shared/location";

/** Beginning of the keys under which the trail's files lie in the archive. */
export const TRAIL_PREFIX = "trail";

/** The ARN that a trail of this name will have: key and archive must admit it before it exists. */
export function trailArn({ accountId, region, partition }: Location, trailName: string): pulumi.Output<string> {
    return pulumi.interpolate`arn:${partition}:cloudtrail:${region}:${accountId}:trail/${trailName}`;
}
