/** A service that meets the rules, for their documentation. */
export const SERVICE_EXAMPLE = `new aws.ecs.Service("worker", {
    cluster: cluster.arn,
    launchType: "FARGATE",
    taskDefinition: "worker:1",
    deploymentCircuitBreaker: { enable: true, rollback: true },
    networkConfiguration: {
        subnets: subnets.map(({ id }) => id),
        securityGroups: [securityGroup.id],
        assignPublicIp: false,
    },
});`;
