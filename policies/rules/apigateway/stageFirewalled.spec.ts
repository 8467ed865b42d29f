import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayStageFirewalled } from "./stageFirewalled";

const ARN = "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/v1";
const stage = subjectsOf("aws:apigateway/stage:Stage")({ restApi: "a1" }, { name: "v1", outputs: { arn: ARN } });
const association = subjectsOf("aws:wafv2/webAclAssociation:WebAclAssociation");
const api = subjectsOf("aws:apigateway/restApi:RestApi");

describeRule(apigatewayStageFirewalled, {
    passes: {
        "a stage with a web ACL": [stage, association({ resourceArn: ARN })],
        "the stage of a private API": [
            stage,
            api({ endpointConfiguration: { types: "PRIVATE" } }, { outputs: { id: "a1" } }),
        ],
    },
    violates: {
        "a web ACL before another stage": [[stage, association({ resourceArn: `${ARN}2` })], "webAcl"],
        "the stage of a regional API, next to a private one": [
            [
                stage,
                api({ endpointConfiguration: { types: "REGIONAL" } }, { name: "a", outputs: { id: "a1" } }),
                api({ endpointConfiguration: { types: "PRIVATE" } }, { name: "b", outputs: { id: "b1" } }),
            ],
            "webAcl",
        ],
    },
    missing: [stage, "webAcl"],
    undecided: { "a web ACL before nobody knows what": [[stage, association({ resourceArn: UNKNOWN })], "webAcl"] },
});
