import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { appsyncApiFirewalled } from "./apiFirewalled";

const ARN = "arn:aws:appsync:eu-west-1:111122223333:apis/a1";
const api = (props: object = {}) =>
    subjectsOf("aws:appsync/graphQLApi:GraphQLApi")({ ...props }, { name: "orders", outputs: { arn: ARN } });
const association = subjectsOf("aws:wafv2/webAclAssociation:WebAclAssociation");

describeRule(appsyncApiFirewalled, {
    passes: {
        "an API with a web ACL": [api(), association({ resourceArn: ARN })],
        "a private API": api({ visibility: "PRIVATE" }),
    },
    violates: {
        "a web ACL before another API": [[api(), association({ resourceArn: `${ARN}2` })], "webAcl"],
        "an API that says that it is public": [api({ visibility: "GLOBAL" }), "webAcl"],
    },
    missing: [api(), "webAcl"],
    undecided: { "a web ACL before nobody knows what": [[api(), association({ resourceArn: UNKNOWN })], "webAcl"] },
});
