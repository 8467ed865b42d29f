import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaApiTimeoutBounded } from "./apiTimeoutBounded";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });
const rest = subjectsOf("aws:apigateway/integration:Integration", { uri: "arn:invoke" });
const http = subjectsOf("aws:apigatewayv2/integration:Integration", { integrationUri: "arn:invoke" });
const place = (timeout: unknown) => lambda({ timeout }, { name: "place", outputs: { invokeArn: "arn:invoke" } });

describeRule(lambdaApiTimeoutBounded, {
    passes: {
        "a function that ends in time": [place(29), rest({})],
        "one behind an HTTP API": [place(30), http({})],
        "one behind no API": place(900),
        "one that the API does not wait for": [
            place(900),
            rest({ requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } }),
        ],
    },
    violates: {
        "the limit of REST APIs": [[place(30), rest({})], "timeout"],
        "the integration's own limit": [[place(10), rest({ timeoutMilliseconds: 5000 })], "timeout"],
        "one behind an alias still to be made": [
            [
                lambda({ timeout: 60 }, { name: "place", outputs: { arn: UNKNOWN, invokeArn: UNKNOWN } }),
                subjectsOf("aws:lambda/alias:Alias")(
                    { functionName: UNKNOWN },
                    { name: "live", outputs: { invokeArn: UNKNOWN }, references: { functionName: ["place"] } },
                ),
                http({ integrationUri: UNKNOWN }, { name: "route", references: { integrationUri: ["live"] } }),
            ],
            "timeout",
        ],
    },
    missing: [[place(undefined), rest({ timeoutMilliseconds: 1000 })], "timeout"],
    undecided: { "an unknown timeout": [[place(UNKNOWN), rest({})], "timeout"] },
});
