import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Functions written in place: two that a state machine calls, and one that a bucket's events do. */
export function invoices(): void {
    const worker = new aws.iam.Role("invoice-worker", {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal(aws.iam.Principals.LambdaPrincipal),
    });
    const step = (name: string) =>
        new aws.lambda.CallbackFunction(name, { role: worker, callback: (event: unknown) => Promise.resolve(event) });
    const [price, send] = [step("price"), step("send")];
    const steps = new aws.iam.Role("invoice-steps", {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "states.amazonaws.com" }),
    });
    new aws.iam.RolePolicy("invoice-steps", {
        role: steps.id,
        policy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" }],
        },
    });
    new aws.sfn.StateMachine("invoices", {
        roleArn: steps.arn,
        definition: pulumi.jsonStringify({
            StartAt: "Price",
            States: {
                Price: { Type: "Task", Resource: price.arn, Next: "Send" },
                Send: { Type: "Task", Resource: send.arn, End: true },
            },
        }),
    });
    new aws.s3.Bucket("scans").onObjectCreated("read-scan", () => Promise.resolve());
}
