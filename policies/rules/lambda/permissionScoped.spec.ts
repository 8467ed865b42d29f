import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaPermissionScoped } from "./permissionScoped";

const permission = subjectsOf("aws:lambda/permission:Permission", { action: "lambda:InvokeFunction", function: "f" });
const api = { principal: "apigateway.amazonaws.com" };
const bucket = { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::lake" };

describeRule(lambdaPermissionScoped, {
    passes: {
        "one route of an API": permission({
            ...api,
            sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*/POST/orders",
        }),
        "a bucket with its account": permission({ ...bucket, sourceAccount: "111122223333" }),
        "an account, whatever the source": permission({ ...api, sourceAccount: "111122223333", sourceArn: UNKNOWN }),
        "an organization": permission({ principal: "*", principalOrgId: "o-a1b2c3d4e5" }),
        "another account": permission({ principal: "444455556666" }),
        "a role": permission({ principal: "arn:aws:iam::111122223333:role/caller" }),
        "an Alexa skill": permission({ principal: "alexa-appkit.amazon.com", eventSourceToken: "amzn1.ask.skill.1" }),
    },
    violates: {
        everybody: [permission({ principal: "*" }), "principal"],
        "everybody, by a function URL": [
            permission({ action: "lambda:InvokeFunctionUrl", principal: "*", functionUrlAuthType: "NONE" }),
            "principal",
        ],
        "an organization that may be any": [permission({ principal: "*", principalOrgId: "o-*" }), "principal"],
        "a service without a source": [permission(api), "source"],
        "a source of any account": [permission({ ...api, sourceArn: "arn:aws:execute-api:*:*:*" }), "source"],
        "a bucket without its account": [permission(bucket), "source"],
        "every skill": [permission({ principal: "alexa-appkit.amazon.com" }), "source"],
        "a service in China": [permission({ principal: "events.amazonaws.com.cn" }), "source"],
    },
    missing: [permission({ principal: "sns.amazonaws.com" }), "source"],
    undecided: {
        "an unknown source": [permission({ ...api, sourceArn: UNKNOWN }), "source"],
        "an unknown principal": [permission({ principal: UNKNOWN }), "principal", "source"],
    },
});
