/** An application that meets the rules, for their documentation. */
export const APPLICATION_EXAMPLE = `new aws.kinesisanalyticsv2.Application("sessions", {
    runtimeEnvironment: "FLINK-1_20",
    serviceExecutionRole: role.arn,
    cloudwatchLoggingOptions: { logStreamArn: pulumi.interpolate\`\${logGroup.arn}:log-stream:sessions\` },
    applicationConfiguration: {
        applicationCodeConfiguration: { codeContentType: "ZIPFILE" },
        applicationSnapshotConfiguration: { snapshotsEnabled: true },
        flinkApplicationConfiguration: {
            checkpointConfiguration: { configurationType: "CUSTOM", checkpointingEnabled: true },
        },
    },
});`;
