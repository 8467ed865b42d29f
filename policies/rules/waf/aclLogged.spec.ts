import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { wafAclLogged } from "./aclLogged";

const acl = subjectsOf("aws:wafv2/webAcl:WebAcl", { scope: "REGIONAL" });
const logging = subjectsOf("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");
const orders = { name: "orders", outputs: { arn: "arn:orders" } };
const planned = { name: "orders", outputs: { arn: UNKNOWN } };

describeRule(wafAclLogged, {
    passes: {
        "a logged ACL": [acl({}, orders), logging({ resourceArn: "arn:orders" })],
        "a logged ACL still to be made": [
            acl({}, planned),
            logging({ resourceArn: UNKNOWN }, { name: "l", references: { resourceArn: ["orders"] } }),
        ],
    },
    violates: { "logs of another ACL": [[acl({}, orders), logging({ resourceArn: "arn:other" })], "logging"] },
    missing: [acl({}, planned), "logging"],
    undecided: {
        "logs of nobody knows which ACL": [
            [acl({}, planned), logging({ resourceArn: UNKNOWN }, { name: "l" })],
            "logging",
        ],
    },
});
