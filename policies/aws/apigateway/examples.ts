/** Settings of a stage's methods that meet the rules, for their documentation. */
export const METHOD_SETTINGS_EXAMPLE = `new aws.apigateway.MethodSettings("all", {
    restApi: api.id,
    stageName: stage.stageName,
    methodPath: "*/*",
    settings: { loggingLevel: "INFO", dataTraceEnabled: false, throttlingRateLimit: 500, throttlingBurstLimit: 1000 },
});`;

/** A REST API by this project's component: its stage, logs, limits, authorizer and validator have no argument that turns them off. */
export const REST_API_COMPONENT = `const placeOrder = new ServerlessFunction("place-order", { function: "placeOrder", description: "Places orders", platform });
const orders = new RestApi("orders", {
    description: "Orders",
    stage: "v1",
    routes: [{ method: "POST", path: "/orders", function: placeOrder, bodySchema: { type: "object", required: ["items"] } }],
    userPoolArn: userPool.arn,
    cors: { origins: ["https://orders.example.com"], headers: ["Authorization"] },
    throttling: { rate: 500, burst: 1000 },
    logs: { retentionDays: 365, keyArn: key.arn, level: "INFO" },
});`;

/** The same with a web ACL before its stage. */
export const FIREWALLED_STAGE_COMPONENT = `${REST_API_COMPONENT}
new aws.wafv2.WebAclAssociation("orders", {
    resourceArn: pulumi.interpolate\`arn:aws:apigateway:eu-west-1::/restapis/\${orders.apiId}/stages/\${orders.stageName}\`,
    webAclArn: webAcl.arn,
});`;

/** An API as one document, which its deployment follows, for the documentation of rules. */
export const API_DOCUMENT_EXAMPLE = `const orders = new aws.apigateway.RestApi("orders", {
    body: JSON.stringify({ openapi: "3.0.1", info: { title: "orders", version: "v1" }, paths: {} }),
});
new aws.apigateway.Deployment("orders", {
    restApi: orders.id,
    triggers: { redeployment: pulumi.interpolate\`\${orders.body}\` },
});`;
