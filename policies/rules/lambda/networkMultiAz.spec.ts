import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaNetworkMultiAz } from "./networkMultiAz";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });

const within = (...subnetIds: unknown[]) => lambda({ vpcConfig: { subnetIds, securityGroupIds: ["sg-1"] } });

describeRule(lambdaNetworkMultiAz, {
    passes: {
        "two subnets, known or not": within("subnet-1", UNKNOWN),
        "no VPC": lambda({}),
        "left its VPC": within(),
    },
    violates: {
        "one subnet": [within("subnet-1"), "vpcConfig.subnetIds"],
        "the same one twice": [within("subnet-1", "subnet-1"), "vpcConfig.subnetIds"],
    },
    missing: [lambda({ vpcConfig: {} })],
    undecided: { "unknown subnets": [lambda({ vpcConfig: { subnetIds: UNKNOWN } }), "vpcConfig.subnetIds"] },
    configured: { "three zones": [{ minimumSubnets: 3 }, within("subnet-1", "subnet-2"), "vpcConfig.subnetIds"] },
});
