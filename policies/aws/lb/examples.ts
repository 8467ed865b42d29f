/** A load balancer that meets the rules, for their documentation. */
export const LOAD_BALANCER_EXAMPLE = `new aws.lb.LoadBalancer("orders", {
    subnets: subnets.map(({ id }) => id),
    securityGroups: [securityGroup.id],
    dropInvalidHeaderFields: true,
    enableDeletionProtection: true,
    accessLogs: { bucket: logs.bucket, enabled: true },
});`;
