/** Settings of a stage's methods that meet the rules, for their documentation. */
export const METHOD_SETTINGS_EXAMPLE = `new aws.apigateway.MethodSettings("all", {
    restApi: api.id,
    stageName: stage.stageName,
    methodPath: "*/*",
    settings: { loggingLevel: "INFO", dataTraceEnabled: false, throttlingRateLimit: 500, throttlingBurstLimit: 1000 },
});`;
