import { describeRule } from "../../testing/describeRule";
import { openRolePolicy, rolePolicy, trustingRole } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamNotAction } from "./notAction";

describeRule(iamNotAction, {
    passes: {
        "a statement that says what it allows": rolePolicy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }),
        "text messages to phones": rolePolicy({
            Effect: "Allow",
            Action: "sns:Publish",
            NotResource: "arn:aws:sns:*:*:*",
        }),
        "a denial of all but something": rolePolicy({
            Effect: "Deny",
            NotAction: "iam:*",
            NotResource: "arn:aws:s3:::a",
        }),
    },
    violates: {
        NotAction: [
            rolePolicy({ Effect: "Allow", NotAction: ["sts:*", "iam:*"], Resource: "*" }),
            "NotAction::iam:*,sts:*",
        ],
        NotResource: [
            rolePolicy({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::a/*" }),
            "NotResource::arn:aws:s3:::a/*",
        ],
        "all but some topics, and more than to publish": [
            rolePolicy(
                { Effect: "Allow", Action: "sns:Publish", NotResource: "arn:aws:sns:*:*:orders" },
                { Effect: "Allow", Action: ["sns:Publish", "sns:Subscribe"], NotResource: "arn:aws:sns:*:*:*" },
            ),
            "NotResource::arn:aws:sns:*:*:orders",
            "NotResource::arn:aws:sns:*:*:*",
        ],
        NotPrincipal: [
            trustingRole({ Effect: "Allow", NotPrincipal: { AWS: "111122223333" }, Action: "sts:AssumeRole" }),
            "NotPrincipal::arn:aws:iam::111122223333:root",
        ],
        "an unknown NotResource": [
            openRolePolicy({ Effect: "Allow", Action: "s3:GetObject", NotResource: UNKNOWN }),
            "NotResource::",
        ],
    },
    missing: [rolePolicy({ effect: "Allow", notaction: "iam:*" }), "NotAction::iam:*"],
    undecided: {
        "an unknown document": [subjectsOf("aws:iam/policy:Policy")({ policy: UNKNOWN }), "Document::policy"],
    },
});
