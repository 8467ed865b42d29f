import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaNetworkPrivate } from "./networkPrivate";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

describeRule(lambdaNetworkPrivate, {
    passes: { "a VPC": lambda({ vpcConfig: { subnetIds: [UNKNOWN] } }) },
    violates: { "an empty list": [lambda({ vpcConfig: { subnetIds: [] } }), "vpcConfig.subnetIds"] },
    missing: [lambda({}), "vpcConfig.subnetIds"],
    undecided: { "an unknown VPC": [lambda({ vpcConfig: UNKNOWN }), "vpcConfig.subnetIds"] },
});
