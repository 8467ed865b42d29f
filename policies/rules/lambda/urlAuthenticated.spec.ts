import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaUrlAuthenticated } from "./urlAuthenticated";

const url = subjectsOf("aws:lambda/functionUrl:FunctionUrl", { functionName: "f" });

describeRule(lambdaUrlAuthenticated, {
    passes: { "callers by IAM": url({ authorizationType: "AWS_IAM" }) },
    violates: { everybody: [url({ authorizationType: "NONE" }), "authorizationType"] },
    missing: [url({}), "authorizationType"],
    undecided: { "an unknown type": [url({ authorizationType: UNKNOWN }), "authorizationType"] },
});
