import { describeRule } from "../../testing/describeRule";
import { rolePolicy } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamDocumentValid } from "./documentValid";

const policy = subjectsOf("aws:iam/policy:Policy");

describeRule(iamDocumentValid, {
    passes: {
        "a document": rolePolicy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }),
        "a document as an object": policy({ policy: { Statement: { Effect: "Deny", Action: "*", Resource: "*" } } }),
    },
    violates: {
        "text that is not JSON, as an Output in a template gives": [
            policy({ policy: "Calling [toString] on an [Output<T>] is not supported." }),
            "policy",
        ],
        "JSON that is no document": [policy({ policy: "[]" }), "policy"],
        "an effect in another case": [rolePolicy({ Effect: "allow", Action: "s3:GetObject" }), "policy##1"],
        "a statement without effect, next to an unknown one": [
            policy({ policy: { Statement: [UNKNOWN, { Sid: "Read", Action: "s3:GetObject" }] } }),
            "policy#Read",
        ],
    },
    missing: [policy({ policy: "{}" }), "policy"],
    undecided: {
        "an unknown document": [policy({ policy: UNKNOWN }), "policy"],
        "an unknown effect": [policy({ policy: { Statement: { Effect: UNKNOWN } } }), "policy##1"],
    },
});
