import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaCodeSigned } from "./codeSigned";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describeRule(lambdaCodeSigned, {
    passes: {
        "a signing configuration": lambda({ codeSigningConfigArn: "arn:csc" }),
        "an image": lambda({ packageType: "Image" }),
    },
    violates: { "an archive": [lambda({ packageType: "Zip" }), "codeSigningConfigArn"] },
    missing: [lambda({}), "codeSigningConfigArn"],
    undecided: { "an unknown kind of package": [lambda({ packageType: UNKNOWN }), "codeSigningConfigArn"] },
});
