import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A REST API described in YAML, as SAM templates do it, with a role that holds its policy inside. */
export function links(): void {
    const table = new aws.dynamodb.Table("links", {
        attributes: [{ name: "slug", type: "S" }],
        hashKey: "slug",
        billingMode: "PAY_PER_REQUEST",
    });
    const role = new aws.iam.Role("links-worker", {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
        managedPolicyArns: [aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
        inlinePolicies: [
            {
                name: "links",
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: "dynamodb:*", Resource: table.arn }],
                }),
            },
        ],
    });
    const follow = new aws.lambda.Function("follow", {
        role: role.arn,
        runtime: "python3.9",
        handler: "app.follow",
        code: new pulumi.asset.AssetArchive({
            "app.py": new pulumi.asset.StringAsset("def follow(e, c): return {}\n"),
        }),
        timeout: 120,
        environment: { variables: { TABLE: table.name } },
    });
    const api = new aws.apigateway.RestApi("links", {
        body: pulumi.interpolate`
openapi: 3.0.1
info: { title: links, version: "1" }
paths:
  /{slug}:
    get:
      responses: {}
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: ${follow.invokeArn}
`,
    });
    const deployment = new aws.apigateway.Deployment("links", { restApi: api.id });
    new aws.apigateway.Stage("links", { restApi: api.id, deployment: deployment.id, stageName: "Prod" });
    new aws.lambda.Permission("links-api", {
        function: follow.name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`${api.executionArn}/*/GET/*`,
    });
}
