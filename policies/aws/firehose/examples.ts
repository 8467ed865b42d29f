/** A delivery into the lake by this project's component, for the documentation of rules. */
export const LAKE_DELIVERY_COMPONENT = `const transform = new ServerlessFunction("transform", {
    function: "transformOrderChange",
    description: "Turns changes into lines",
    platform,
});
// Encryption, logs of errors and the place of what fails are the component's own; it sends to S3 only, which takes no secret.
new LakeDelivery("order-changes", {
    lake,
    dataset: "orders",
    keyArn: key.arn,
    transform: transform.ref,
    bufferSeconds: 300,
    bufferMebibytes: 64,
    logs: { keyArn: key.arn, retentionDays: 365 },
    permissionsBoundaryArn: boundary.arn,
});`;
