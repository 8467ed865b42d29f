/**
 * The region in an ARN. Refs of other layers carry ARNs, so a grant knows the region of what it grants without asking AWS.
 *
 * @throws when the ARN has none, as those of S3 buckets and IAM.
 */
export function regionOf(arn: string): string {
    const region = arn.split(":")[3];
    if (!region) throw new Error(`The ARN '${arn}' names no region.`);
    return region;
}
