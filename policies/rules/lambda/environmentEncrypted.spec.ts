import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaEnvironmentEncrypted } from "./environmentEncrypted";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

const having = { environment: { variables: { TABLE: UNKNOWN } } };

describeRule(lambdaEnvironmentEncrypted, {
    passes: {
        "a key": lambda({ ...having, kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/1" }),
        "no variables": lambda({ environment: {} }),
    },
    violates: { "the key that AWS makes": [lambda({ ...having, kmsKeyArn: "alias/aws/lambda" }), "kmsKeyArn"] },
    missing: [lambda(having), "kmsKeyArn"],
    undecided: { "an unknown key": [lambda({ ...having, kmsKeyArn: UNKNOWN }), "kmsKeyArn"] },
});
