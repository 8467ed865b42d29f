import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The shortest HTTP API there is: the API makes its own integration, route and stage. */
export function greeting(): void {
    const role = new aws.iam.Role("greeter", {
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                { Sid: "", Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
            ],
        },
    });
    new aws.iam.RolePolicyAttachment("greeter-logs", {
        role: role.name,
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    });
    const greet = new aws.lambda.Function("greet", {
        role: role.arn,
        runtime: "nodejs16.x",
        handler: "index.greet",
        code: new pulumi.asset.AssetArchive({
            "index.js": new pulumi.asset.StringAsset("exports.greet = () => 'hi';"),
        }),
        timeout: 60,
        environment: { variables: { RIDDLE: pulumi.secret("what walks on four feet") } },
    });
    new aws.lambda.Permission("greet-api", {
        function: greet,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
    });
    new aws.apigatewayv2.Api("greeting", { protocolType: "HTTP", routeKey: "GET /", target: greet.invokeArn });
}
